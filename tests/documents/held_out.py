"""Documents that were written last and read once; the reader was not mended after them. Counted apart in the bench."""

from __future__ import annotations

from tests.documents.sheets import Columns, Sheet, Table

SHEETS = (
    Sheet(
        "held-ko-docx-service",
        "ko",
        "docx",
        [
            """
            # 이력서
            황보라 (Hwang Bora)
            TEL 010-0000-4455, MAIL bora.hwang@example.com

            # 경력
            [호텔 물안개] 객실팀 / 주임 (2021.02 ~ 2024.06)
            - 체크인 안내와 민원 응대
            - 재방문율 11% 상승
            [카페 돌담] 매니저 (2019.03 ~ 2020.12)
            - 재고 발주와 교대표 작성

            # 학력
            물안개대학교 관광경영학과 (2015.03 ~ 2019.02) 졸업

            # 자격증 및 어학
            호텔서비스사 / 2018.11 / 한국산업인력공단
            JLPT N2 / 2019.07
            """
        ],
        [
            ("identity", {"name": "황보라", "phone": "010-0000-4455", "email": "bora.hwang@example.com"}),
            (
                "career",
                {
                    "company": "호텔 물안개",
                    "team": "객실팀",
                    "title": "주임",
                    "start": "2021-02",
                    "end": "2024-06",
                    "duties": "체크인 안내와 민원 응대",
                    "results": "재방문율 11% 상승",
                },
            ),
            (
                "career",
                {
                    "company": "카페 돌담",
                    "title": "매니저",
                    "start": "2019-03",
                    "end": "2020-12",
                    "duties": "재고 발주와 교대표 작성",
                },
            ),
            (
                "education",
                {
                    "school": "물안개대학교",
                    "major": "관광경영학과",
                    "start": "2015-03",
                    "end": "2019-02",
                    "status": "졸업",
                },
            ),
            ("certificate", {"name": "호텔서비스사", "date": "2018-11", "issuer": "한국산업인력공단"}),
            ("language_test", {"test": "JLPT", "score": "N2", "date": "2019-07"}),
        ],
        held_out=True,
    ),
    Sheet(
        "held-ko-pdf-tables",
        "ko",
        "pdf",
        [
            "# 지원서",
            Table(
                [
                    ["성 명", "남궁결", "연락처", "010-0000-6677"],
                    ["주 소", "광주광역시 너울구 결로 5", "출생지", "너울"],
                ]
            ),
            "# 최종학력",
            Table(
                [
                    ["입학", "졸업", "학교", "전공", "학위", "학점"],
                    ["2013.03", "2019.08", "너울대학교", "화학공학과", "학사", "3.28/4.3"],
                    ["2019.09", "2021.08", "너울대학교 대학원", "화학공학과", "석사", "4.0/4.3"],
                ]
            ),
            "# 근무이력",
            Table(
                [
                    ["회사명", "근무부서", "직급", "근무기간"],
                    ["한결화학", "공정개발팀", "선임연구원", "2021.09 ~ 재직중"],
                ]
            ),
            "# 공모전",
            Table([["대회명", "주최", "일자"], ["청년 소재 경진대회 은상", "너울진흥원", "2018.11"]]),
        ],
        [
            (
                "identity",
                {"name": "남궁결", "phone": "010-0000-6677", "address": "광주광역시 너울구 결로 5"},
            ),
            (
                "education",
                {
                    "school": "너울대학교",
                    "major": "화학공학과",
                    "degree": "학사",
                    "gpa": "3.28",
                    "gpa_scale": "4.3",
                    "start": "2013-03",
                    "end": "2019-08",
                },
            ),
            (
                "education",
                {
                    "school": "너울대학교 대학원",
                    "major": "화학공학과",
                    "degree": "석사",
                    "gpa": "4.0",
                    "gpa_scale": "4.3",
                    "start": "2019-09",
                    "end": "2021-08",
                },
            ),
            (
                "career",
                {
                    "company": "한결화학",
                    "team": "공정개발팀",
                    "title": "선임연구원",
                    "start": "2021-09",
                    "end": "now",
                },
            ),
            ("award", {"name": "청년 소재 경진대회 은상", "issuer": "너울진흥원", "date": "2018-11"}),
        ],
        frozenset({"origin"}),
        held_out=True,
    ),
    Sheet(
        "held-ko-hwpx-free",
        "ko",
        "hwpx",
        [
            """
            ○ 이름 : 소예림
            ○ 전화번호 : 010-0000-8899
            ○ 이메일 : yerim.so@example.com

            ▶ 학력
            2019.03 ~ 2025.02 이음새대학교 문헌정보학과 재학

            ▶ 교내외 활동
            학교 도서관 서포터즈 (2021.03 ~ 2021.12) 팀장
            - 신입생 이용 안내 영상 6편 제작

            ▶ 봉사활동
            이음새작은도서관 (2022.01 ~ 2022.12), 96시간

            ▶ 컴퓨터 활용능력
            Excel 상, 한글 상, Python 중

            ▶ 자기소개
            책을 찾는 사람의 말을 끝까지 듣는 사서가 되고 싶습니다.
            """
        ],
        [
            ("identity", {"name": "소예림", "phone": "010-0000-8899", "email": "yerim.so@example.com"}),
            (
                "education",
                {
                    "school": "이음새대학교",
                    "major": "문헌정보학과",
                    "start": "2019-03",
                    "end": "2025-02",
                    "status": "재학",
                },
            ),
            (
                "activity",
                {
                    "name": "학교 도서관 서포터즈",
                    "role": "팀장",
                    "start": "2021-03",
                    "end": "2021-12",
                    "detail": "신입생 이용 안내 영상 6편 제작",
                },
            ),
            (
                "volunteering",
                {"organisation": "이음새작은도서관", "start": "2022-01", "end": "2022-12", "hours": "96"},
            ),
            ("skill", {"name": "Excel", "level": "상"}),
            ("skill", {"name": "한글", "level": "상"}),
            ("skill", {"name": "Python", "level": "중"}),
            ("essay", {"text": "책을 찾는 사람의 말을 끝까지 듣는 사서가 되고 싶습니다."}),
        ],
        held_out=True,
    ),
    Sheet(
        "held-ko-hwp-letter",
        "ko",
        "hwp",
        [
            (
                "지원동기 및 입사 후 포부 (공백 포함 1,000자)\n"
                "버스가 오지 않는 마을에서 자라며 이동이 곧 기회라는 것을 알았습니다.\n"
                "노선을 바꾸면 누가 얼마나 빨라지는지 보여 주는 일을 하겠습니다.\n\n"
                "가장 어려웠던 협업 경험을 소개해 주세요. (500자)\n"
                "설문 문항을 두고 다툰 조에서 각자 열 명에게 물어본 뒤 답이 갈린 문항만 남겼습니다."
            )
        ],
        [
            (
                "essay",
                {
                    "title": "지원동기 및 입사 후 포부",
                    "text": "버스가 오지 않는 마을에서 자라며 이동이 곧 기회라는 것을 알았습니다. "
                    "노선을 바꾸면 누가 얼마나 빨라지는지 보여 주는 일을 하겠습니다.",
                },
            ),
            (
                "essay",
                {
                    "title": "가장 어려웠던 협업 경험을 소개해 주세요.",
                    "text": "설문 문항을 두고 다툰 조에서 각자 열 명에게 물어본 뒤 답이 갈린 문항만 남겼습니다.",
                },
            ),
        ],
        kind="cover_letter",
        held_out=True,
    ),
    Sheet(
        "held-ko-text-developer",
        "ko",
        "txt",
        [
            """
            기온유 | 데이터 엔지니어
            Phone: 010-0000-1212
            Email: onyu.ki@example.com
            Blog: https://onyu.example.org

            [경력사항]
            ㈜바람결 (2020.11 ~ 현재)
            데이터엔지니어링팀 / 데이터 엔지니어
            - 로그 수집 파이프라인 운영
            - 저장 비용 월 320만 원 절감

            [프로젝트]
            1. 실시간 재고 알림 (2023.02 ~ 2023.06)
            - 담당: 스트림 처리 설계
            - 기술: Kafka, Flink
            - 문제: 품절 뒤에야 알게 됨
            - 결과: 품절 시간 41% 감소
            2. 지표 사전 (2022.05 ~ 2022.07)
            - 담당: 기획
            - 결과: 중복 지표 60개 정리

            [학력]
            바람대학교 수학과 학사 졸업 (2014.03 ~ 2020.08)
            """
        ],
        [
            ("identity", {"name": "기온유", "phone": "010-0000-1212", "email": "onyu.ki@example.com"}),
            ("portfolio", {"link": "https://onyu.example.org"}),
            (
                "career",
                {
                    "company": "㈜바람결",
                    "team": "데이터엔지니어링팀",
                    "title": "데이터 엔지니어",
                    "start": "2020-11",
                    "end": "now",
                    "duties": "로그 수집 파이프라인 운영",
                    "results": "저장 비용 월 320만 원 절감",
                },
            ),
            (
                "project",
                {
                    "name": "실시간 재고 알림",
                    "start": "2023-02",
                    "end": "2023-06",
                    "role": "스트림 처리 설계",
                    "stack": "Kafka, Flink",
                    "why": "품절 뒤에야 알게 됨",
                    "result": "품절 시간 41% 감소",
                },
            ),
            (
                "project",
                {
                    "name": "지표 사전",
                    "start": "2022-05",
                    "end": "2022-07",
                    "role": "기획",
                    "result": "중복 지표 60개 정리",
                },
            ),
            (
                "education",
                {
                    "school": "바람대학교",
                    "major": "수학과",
                    "degree": "학사",
                    "status": "졸업",
                    "start": "2014-03",
                    "end": "2020-08",
                },
            ),
        ],
        held_out=True,
    ),
    Sheet(
        "held-en-docx-teacher",
        "en",
        "docx",
        [
            """
            Linden Mossgrave
            Phone: +1 (555) 010-8080 | linden.mossgrave@example.com

            # Teaching Experience
            # Work Experience
            Mathematics Teacher, Foxglove High School, August 2018 - June 2023
            - Taught algebra to five classes a term
            - Raised the pass rate from 71% to 86%
            Teaching Assistant, Briar University, 2016 - 2018
            - Marked weekly exercises

            # Education
            Briar University, Master of Science in Mathematics, 2016 - 2018
            Briar University, Bachelor of Science in Mathematics, 2012 - 2016

            # Licenses & Certifications
            Secondary Teaching Licence, Briar Board of Education, May 2018

            # Skills
            Classroom management; GeoGebra; LaTeX
            """
        ],
        [
            (
                "identity",
                {
                    "name": "Linden Mossgrave",
                    "phone": "+1 (555) 010-8080",
                    "email": "linden.mossgrave@example.com",
                },
            ),
            (
                "career",
                {
                    "title": "Mathematics Teacher",
                    "company": "Foxglove High School",
                    "start": "2018-08",
                    "end": "2023-06",
                    "duties": "Taught algebra to five classes a term",
                    "results": "Raised the pass rate from 71% to 86%",
                },
            ),
            (
                "career",
                {
                    "title": "Teaching Assistant",
                    "company": "Briar University",
                    "start": "2016",
                    "end": "2018",
                    "duties": "Marked weekly exercises",
                },
            ),
            (
                "education",
                {
                    "school": "Briar University",
                    "degree": "Master of Science",
                    "major": "Mathematics",
                    "start": "2016",
                    "end": "2018",
                },
            ),
            (
                "education",
                {
                    "school": "Briar University",
                    "degree": "Bachelor of Science",
                    "major": "Mathematics",
                    "start": "2012",
                    "end": "2016",
                },
            ),
            (
                "certificate",
                {"name": "Secondary Teaching Licence", "issuer": "Briar Board of Education", "date": "2018-05"},
            ),
            ("skill", {"name": "Classroom management"}),
            ("skill", {"name": "GeoGebra"}),
            ("skill", {"name": "LaTeX"}),
        ],
        held_out=True,
    ),
    Sheet(
        "held-en-pdf-company-first",
        "en",
        "pdf",
        [
            """
            # Perrin Oakhollow
            perrin.oakhollow@example.com
            +49 30 901820

            # Employment History
            Kestrel Robotics GmbH, Berlin
            Embedded Software Engineer\t10/2019 - present
            - Own the motor controller firmware
            - Reduced field failures by 43%
            Stonechat Sensors, Hamburg
            Working Student\t04/2018 - 09/2019
            - Soldered and measured prototypes

            # Education
            M.Sc. Electrical Engineering\t10/2017 - 09/2019
            Spree Institute of Technology

            # Languages
            German: native
            English: fluent
            TOEFL iBT 108 (March 2017)

            # Awards
            Best Poster Award, Sensors Society, 2019
            """
        ],
        [
            (
                "identity",
                {
                    "name": "Perrin Oakhollow",
                    "email": "perrin.oakhollow@example.com",
                    "phone": "+49 30 901820",
                },
            ),
            (
                "career",
                {
                    "company": "Kestrel Robotics GmbH",
                    "title": "Embedded Software Engineer",
                    "start": "2019-10",
                    "end": "now",
                    "duties": "Own the motor controller firmware",
                    "results": "Reduced field failures by 43%",
                },
            ),
            (
                "career",
                {
                    "company": "Stonechat Sensors",
                    "title": "Working Student",
                    "start": "2018-04",
                    "end": "2019-09",
                    "duties": "Soldered and measured prototypes",
                },
            ),
            (
                "education",
                {
                    "degree": "M.Sc.",
                    "major": "Electrical Engineering",
                    "school": "Spree Institute of Technology",
                    "start": "2017-10",
                    "end": "2019-09",
                },
            ),
            ("language_test", {"test": "German", "score": "native"}),
            ("language_test", {"test": "English", "score": "fluent"}),
            ("language_test", {"test": "TOEFL iBT", "score": "108", "date": "2017-03"}),
            ("award", {"name": "Best Poster Award", "issuer": "Sensors Society", "date": "2019"}),
        ],
        held_out=True,
    ),
    Sheet(
        "held-en-pdf-two-columns",
        "en",
        "pdf",
        [
            "# Sorrel Winterbourne",
            Columns(
                """
                # Contact
                sorrel.w@example.com
                555-010-9911

                # Languages
                TOEIC 905 (2022.11)

                # Tools
                Photoshop
                After Effects
                """,
                """
                # Professional Experience
                Video Editor, Larch Studio
                May 2021 - Present
                - Edit product films
                - Cut render time in half

                # Projects
                Night Market (Jan 2023 - Apr 2023)
                - Role: director
                - Result: shown at two festivals

                # Education
                Moorland College
                BA Film Studies
                2017 - 2020
                """,
                0.35,
            ),
        ],
        [
            (
                "identity",
                {"name": "Sorrel Winterbourne", "email": "sorrel.w@example.com", "phone": "555-010-9911"},
            ),
            ("language_test", {"test": "TOEIC", "score": "905", "date": "2022-11"}),
            ("skill", {"name": "Photoshop"}),
            ("skill", {"name": "After Effects"}),
            (
                "career",
                {
                    "title": "Video Editor",
                    "company": "Larch Studio",
                    "start": "2021-05",
                    "end": "now",
                    "duties": "Edit product films",
                    "results": "Cut render time in half",
                },
            ),
            (
                "project",
                {
                    "name": "Night Market",
                    "start": "2023-01",
                    "end": "2023-04",
                    "role": "director",
                    "result": "shown at two festivals",
                },
            ),
            (
                "education",
                {
                    "school": "Moorland College",
                    "degree": "BA",
                    "major": "Film Studies",
                    "start": "2017",
                    "end": "2020",
                },
            ),
        ],
        held_out=True,
    ),
    Sheet(
        "held-en-text-labels",
        "en",
        "txt",
        [
            """
            RESUME

            Full Name: Briony Saltmere
            Phone: 555-010-1313
            Email: briony@example.org
            Nationality: none of your business
            Height: 170 cm

            EDUCATION
            School: Saltmere Polytechnic
            Major: Industrial Design
            Degree: Diploma
            Period: 2015 - 2018

            WORK EXPERIENCE
            Company: Gannet Appliances
            Position: Product Designer
            Period: July 2018 - December 2022
            Responsibilities: Kettles and toasters
            Achievements: Two patents

            TRAINING
            Plastics for Designers, Gull Academy, 2019

            VOLUNTEERING
            Repair Café Saltmere, 2019 - 2022, 200 hours
            """
        ],
        [
            (
                "identity",
                {"name": "Briony Saltmere", "phone": "555-010-1313", "email": "briony@example.org"},
            ),
            (
                "education",
                {
                    "school": "Saltmere Polytechnic",
                    "major": "Industrial Design",
                    "degree": "Diploma",
                    "start": "2015",
                    "end": "2018",
                },
            ),
            (
                "career",
                {
                    "company": "Gannet Appliances",
                    "title": "Product Designer",
                    "start": "2018-07",
                    "end": "2022-12",
                    "duties": "Kettles and toasters",
                    "results": "Two patents",
                },
            ),
            ("training", {"name": "Plastics for Designers", "provider": "Gull Academy", "start": "2019"}),
            (
                "volunteering",
                {"organisation": "Repair Café Saltmere", "start": "2019", "end": "2022", "hours": "200"},
            ),
        ],
        frozenset({"height"}),
        held_out=True,
    ),
    Sheet(
        "held-en-docx-plain-letter",
        "en",
        "docx",
        [
            """
            Dear hiring team,

            I repaired the scanners in our town archive for three years before I ever read a job advert.

            Kind regards,
            Teasel Farrow
            """
        ],
        [
            (
                "essay",
                {
                    "text": "Dear hiring team,\n\nI repaired the scanners in our town archive for three years before I "
                    "ever read a job advert.\n\nKind regards, Teasel Farrow",
                },
            ),
        ],
        kind="cover_letter",
        held_out=True,
    ),
)
