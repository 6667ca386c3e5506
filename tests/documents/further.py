"""Documents that were written after the reader worked. Read for the first time, precision was 0.960 and recall 0.932;
the reader has been mended after them since."""

from __future__ import annotations

from tests.documents.sheets import Columns, Sheet, Table

BADA = Sheet(
    "more-ko-pdf-agency-form",
    "ko",
    "pdf",
    [
        """
        # 입사 지원서
        지원자 표바다

        # 기본사항
        핸드폰: 010-0000-3141
        메일: bada.pyo@example.com
        거주지: 전라남도 가온군 물결읍 12

        # 학업
        늘푸른대학교(2017.03~2023.02) 해양생산학과, 평점 3.33/4.5, 졸업
        물결고등학교(2014.03~2017.02) 졸업

        # 근무경력
        2023.05 ~ 2024.11 | 푸른수산 | 생산관리팀 | 사원
        - 양식장 수온 기록과 보고
        - 폐사율 2.4%p 감소

        # 수상내역
        2022.10 | 전국 해양 아이디어 대회 우수상 | 물결시청

        # 교육이수
        2022.07 ~ 2022.08 | 수산질병 관리 과정 | 가온수산연구원
        """
    ],
    [
        (
            "identity",
            {
                "name": "표바다",
                "phone": "010-0000-3141",
                "email": "bada.pyo@example.com",
                "address": "전라남도 가온군 물결읍 12",
            },
        ),
        (
            "education",
            {
                "school": "늘푸른대학교",
                "major": "해양생산학과",
                "start": "2017-03",
                "end": "2023-02",
                "gpa": "3.33",
                "gpa_scale": "4.5",
                "status": "졸업",
            },
        ),
        ("education", {"school": "물결고등학교", "start": "2014-03", "end": "2017-02", "status": "졸업"}),
        (
            "career",
            {
                "company": "푸른수산",
                "team": "생산관리팀",
                "title": "사원",
                "start": "2023-05",
                "end": "2024-11",
                "duties": "양식장 수온 기록과 보고",
                "results": "폐사율 2.4%p 감소",
            },
        ),
        ("award", {"name": "전국 해양 아이디어 대회 우수상", "issuer": "물결시청", "date": "2022-10"}),
        (
            "training",
            {"name": "수산질병 관리 과정", "provider": "가온수산연구원", "start": "2022-07", "end": "2022-08"},
        ),
    ],
)

HANEUL = Sheet(
    "more-ko-docx-modern",
    "ko",
    "docx",
    [
        """
        도하늘
        프론트엔드 개발자
        haneul.do@example.com · 010-0000-2718 · https://haneul-do.example.com

        # 소개
        느린 화면을 싫어합니다.

        # 업무경험
        모서리랩스
        프론트엔드 개발자 | 2022.01 - 현재
        - 디자인 시스템 구축
        - 첫 화면 표시 시간을 3.2초에서 1.1초로 단축
        가지런소프트
        웹 개발 인턴 | 2021.06 - 2021.11
        - 관리자 화면 유지보수

        # 개인 프로젝트
        길고양이 지도 | 2021.01 - 2021.04
        - 기획, 개발 모두 혼자 진행
        - 기술 스택: React, Firebase
        - 결과: 동네 주민 90명이 사용

        # 학력사항
        마루대학교 컴퓨터공학부 | 2016.03 - 2021.08 | 학사 졸업

        # 보유 스킬
        React · TypeScript · Next.js · Figma

        # 대외활동
        웹접근성모임 운영진 | 2020.03 - 2020.12
        """
    ],
    [
        ("identity", {"name": "도하늘", "phone": "010-0000-2718", "email": "haneul.do@example.com"}),
        ("portfolio", {"link": "https://haneul-do.example.com"}),
        (
            "career",
            {
                "company": "모서리랩스",
                "title": "프론트엔드 개발자",
                "start": "2022-01",
                "end": "now",
                "duties": "디자인 시스템 구축",
                "results": "첫 화면 표시 시간을 3.2초에서 1.1초로 단축",
            },
        ),
        (
            "career",
            {
                "company": "가지런소프트",
                "title": "웹 개발 인턴",
                "start": "2021-06",
                "end": "2021-11",
                "duties": "관리자 화면 유지보수",
            },
        ),
        (
            "project",
            {
                "name": "길고양이 지도",
                "start": "2021-01",
                "end": "2021-04",
                "which": "기획, 개발 모두 혼자 진행",
                "stack": "React, Firebase",
                "result": "동네 주민 90명이 사용",
            },
        ),
        (
            "education",
            {
                "school": "마루대학교",
                "major": "컴퓨터공학부",
                "degree": "학사",
                "status": "졸업",
                "start": "2016-03",
                "end": "2021-08",
            },
        ),
        ("skill", {"name": "React"}),
        ("skill", {"name": "TypeScript"}),
        ("skill", {"name": "Next.js"}),
        ("skill", {"name": "Figma"}),
        ("activity", {"name": "웹접근성모임", "role": "운영진", "start": "2020-03", "end": "2020-12"}),
    ],
)

MARU = Sheet(
    "more-ko-hwp-public-form",
    "ko",
    "hwp",
    [
        "응시원서",
        Table(
            [
                ["한글성명", "원마루", "생년월일", "98.07.21"],
                ["전화번호", "010-0000-1618", "E-mail", "maru.won@example.com"],
                ["현주소", "세종특별자치시 이음동 3", "병역", "필"],
            ]
        ),
        "□ 학력사항",
        Table(
            [
                ["학교명", "학과(전공)", "재학기간", "졸업구분"],
                ["이음대학교", "행정학과", "2017.03.02.~2023.08.20.", "졸업"],
            ]
        ),
        "□ 자격사항",
        Table(
            [
                ["자격증명", "취득일자", "발급기관"],
                ["한국사능력검정시험 1급", "2022.02.25", "국사편찬위원회"],
                ["컴퓨터활용능력 2급", "2020.11.06", "대한상공회의소"],
            ]
        ),
        "□ 경험사항",
        Table(
            [
                ["기관명", "역할", "활동기간", "활동내용"],
                ["이음청년센터", "상담 보조", "2021.03~2021.12", "청년 정책 안내와 예약 관리"],
            ]
        ),
        "□ 공인어학성적",
        Table(
            [
                ["시험명", "점수(등급)", "응시일"],
                ["TOEIC Speaking", "150", "2023.05.13"],
                ["G-TELP", "77", "2022.09.04"],
            ]
        ),
    ],
    [
        (
            "identity",
            {
                "name": "원마루",
                "phone": "010-0000-1618",
                "email": "maru.won@example.com",
                "address": "세종특별자치시 이음동 3",
            },
        ),
        (
            "education",
            {
                "school": "이음대학교",
                "major": "행정학과",
                "start": "2017-03",
                "end": "2023-08",
                "status": "졸업",
            },
        ),
        ("certificate", {"name": "한국사능력검정시험 1급", "date": "2022-02", "issuer": "국사편찬위원회"}),
        ("certificate", {"name": "컴퓨터활용능력 2급", "date": "2020-11", "issuer": "대한상공회의소"}),
        (
            "unpaid",
            {
                "organisation": "이음청년센터",
                "role": "상담 보조",
                "start": "2021-03",
                "end": "2021-12",
                "duties": "청년 정책 안내와 예약 관리",
            },
        ),
        ("language_test", {"test": "TOEIC Speaking", "score": "150", "date": "2023-05"}),
        ("language_test", {"test": "G-TELP", "score": "77", "date": "2022-09"}),
        ("military", {"service": "필"}),
    ],
    frozenset({"birth"}),
)

_CHARACTER = (
    "저는 끝까지 확인하는 편입니다. 인쇄소 아르바이트 때 교정지를 세 번 보아 재인쇄를 막았습니다. "
    "대신 속도가 느려, 확인할 것을 미리 적어 시간을 줄이고 있습니다."
)
_EXPERIENCE = (
    "학보사에서 2년 동안 지면을 편집했습니다. 마감이 늘 밀려 원고 제출표를 만들었고, "
    "넉 달 뒤에는 밤샘 없이 인쇄에 넘겼습니다."
)

LETTER = Sheet(
    "more-ko-docx-letter",
    "ko",
    "docx",
    [
        (
            f"자기소개서\n\n[성격의 장단점]\n{_CHARACTER}\n\n[직무 관련 경험]\n{_EXPERIENCE}\n\n"
            "[입사 후 포부]\n첫해에는 교정 기준을 배우고, 이듬해에는 기준서를 새로 쓰겠습니다."
        )
    ],
    [
        ("essay", {"title": "성격의 장단점", "text": _CHARACTER}),
        ("essay", {"title": "직무 관련 경험", "text": _EXPERIENCE}),
        (
            "essay",
            {"title": "입사 후 포부", "text": "첫해에는 교정 기준을 배우고, 이듬해에는 기준서를 새로 쓰겠습니다."},
        ),
    ],
    kind="cover_letter",
)

DEUL = Sheet(
    "more-ko-pdf-sidebar",
    "ko",
    "pdf",
    [
        Columns(
            """
            # 마들
            # 연락처
            010-0000-5772
            deul.ma@example.com

            # 보유기술
            AutoCAD
            SketchUp
            Excel (상)

            # 병역
            해군 병장 만기전역
            2018.02 ~ 2019.10
            """,
            """
            # 경력사항
            2021.03 ~ 2024.08
            너른조경 설계팀 주임
            - 공원 설계 도면 작성
            - 설계 변경 횟수를 절반으로 줄였음

            # 학력
            2015.03 ~ 2021.02
            들판대학교 조경학과 졸업
            학점 3.6/4.5

            # 자격증
            조경기사 2021.06
            """,
            0.38,
        )
    ],
    [
        ("identity", {"name": "마들", "phone": "010-0000-5772", "email": "deul.ma@example.com"}),
        ("skill", {"name": "AutoCAD"}),
        ("skill", {"name": "SketchUp"}),
        ("skill", {"name": "Excel", "level": "상"}),
        ("military", {"service": "해군 병장 만기전역", "start": "2018-02", "end": "2019-10"}),
        (
            "career",
            {
                "company": "너른조경",
                "team": "설계팀",
                "title": "주임",
                "start": "2021-03",
                "end": "2024-08",
                "duties": "공원 설계 도면 작성",
                "results": "설계 변경 횟수를 절반으로 줄였음",
            },
        ),
        (
            "education",
            {
                "school": "들판대학교",
                "major": "조경학과",
                "status": "졸업",
                "gpa": "3.6",
                "gpa_scale": "4.5",
                "start": "2015-03",
                "end": "2021-02",
            },
        ),
        ("certificate", {"name": "조경기사", "date": "2021-06"}),
    ],
)

HAZEL = Sheet(
    "more-en-pdf-classic",
    "en",
    "pdf",
    [
        """
        # Hazel Brightwater
        12 Mill Lane, Eastmoor · hazel.brightwater@example.com · +44 20 7946 0958

        # Profile
        Accountant who explains figures plainly.

        # Professional Experience
        Senior Accountant\tApril 2020 – Present
        Tidewater Shipping Ltd\tEastmoor
        - Prepare monthly accounts for four subsidiaries
        - Shortened closing from nine days to five
        Junior Accountant\tSeptember 2017 – March 2020
        Oakline Audit Partners\tEastmoor
        - Checked supplier invoices

        # Education
        Eastmoor University\t2014 – 2017
        BA Accounting and Finance, First Class

        # Professional certifications
        Chartered Accountant, Institute of Eastmoor Accountants, 2020

        # Languages
        French (B2), Spanish (A2)

        # Interests
        Rowing
        """
    ],
    [
        (
            "identity",
            {
                "name": "Hazel Brightwater",
                "email": "hazel.brightwater@example.com",
                "phone": "+44 20 7946 0958",
                "address": "12 Mill Lane, Eastmoor",
            },
        ),
        (
            "career",
            {
                "title": "Senior Accountant",
                "company": "Tidewater Shipping Ltd",
                "start": "2020-04",
                "end": "now",
                "duties": "Prepare monthly accounts for four subsidiaries",
                "results": "Shortened closing from nine days to five",
            },
        ),
        (
            "career",
            {
                "title": "Junior Accountant",
                "company": "Oakline Audit Partners",
                "start": "2017-09",
                "end": "2020-03",
                "duties": "Checked supplier invoices",
            },
        ),
        (
            "education",
            {
                "school": "Eastmoor University",
                "degree": "BA",
                "major": "Accounting and Finance",
                "start": "2014",
                "end": "2017",
            },
        ),
        (
            "certificate",
            {"name": "Chartered Accountant", "issuer": "Institute of Eastmoor Accountants", "date": "2020"},
        ),
        ("language_test", {"test": "French", "score": "B2"}),
        ("language_test", {"test": "Spanish", "score": "A2"}),
    ],
)

FLINT = Sheet(
    "more-en-docx-graduate",
    "en",
    "docx",
    [
        """
        Jasper Flint
        Email: jasper.flint@example.edu.example | Mobile: 555-010-3344 | LinkedIn: linkedin.com/in/jasper-flint-example
        Age: 23    Marital status: Single

        # EDUCATION
        Copper Hill College, Copper Hill
        B.A. in Economics, Minor in Statistics
        Expected May 2025, GPA: 3.55/4.00

        # INTERNSHIPS
        Summer Analyst, Granite Bank
        06/2024 - 08/2024
        • Collected branch figures for the quarterly review
        • Automated a spreadsheet, saving 4 hours a week

        # LEADERSHIP
        Debate Club, President, 2023 - 2024
        • Organised two inter-college debates

        # VOLUNTEER WORK
        Copper Hill Food Bank, 60 hours, 2022

        # TECHNICAL SKILLS
        Stata, R, Excel (advanced), LaTeX

        # HONORS
        Dean's List, Copper Hill College, 2023
        """
    ],
    [
        (
            "identity",
            {"name": "Jasper Flint", "email": "jasper.flint@example.edu.example", "phone": "555-010-3344"},
        ),
        ("portfolio", {"link": "linkedin.com/in/jasper-flint-example"}),
        (
            "education",
            {
                "school": "Copper Hill College",
                "degree": "B.A.",
                "major": "Economics",
                "status": "Expected",
                "end": "2025-05",
                "gpa": "3.55",
                "gpa_scale": "4.00",
            },
        ),
        (
            "career",
            {
                "title": "Summer Analyst",
                "company": "Granite Bank",
                "start": "2024-06",
                "end": "2024-08",
                "duties": "Collected branch figures for the quarterly review",
                "results": "Automated a spreadsheet, saving 4 hours a week",
            },
        ),
        (
            "activity",
            {
                "name": "Debate Club",
                "role": "President",
                "start": "2023",
                "end": "2024",
                "detail": "Organised two inter-college debates",
            },
        ),
        ("volunteering", {"organisation": "Copper Hill Food Bank", "hours": "60", "start": "2022"}),
        ("skill", {"name": "Stata"}),
        ("skill", {"name": "R"}),
        ("skill", {"name": "Excel", "level": "advanced"}),
        ("skill", {"name": "LaTeX"}),
        ("award", {"name": "Dean's List", "issuer": "Copper Hill College", "date": "2023"}),
    ],
    frozenset({"age", "marriage"}),
)

WILLOW = Sheet(
    "more-en-hwpx-table",
    "en",
    "hwpx",
    [
        "CV",
        Table(
            [["Name", "Ines Willow", "Mobile", "+34 600 010 011"], ["E-mail", "ines.willow@example.com", "Sex", "F"]]
        ),
        "Employment",
        Table(
            [
                ["Employer", "Job title", "Dates", "Description"],
                ["Harbour Robotics", "Test Engineer", "2020.01 - 2022.06", "Wrote test plans for grippers"],
                ["Saltmarsh Motors", "QA Lead", "2022.07 - now", "Led a team of four"],
            ]
        ),
        "Education",
        Table(
            [
                ["Degree", "Major", "University", "Dates"],
                ["MSc", "Mechatronics", "Coastal University", "2017.09 - 2019.07"],
            ]
        ),
        "Awards",
        Table([["Award", "By", "Year"], ["Best Thesis", "Coastal University", "2019"]]),
    ],
    [
        ("identity", {"name": "Ines Willow", "email": "ines.willow@example.com", "phone": "+34 600 010 011"}),
        (
            "career",
            {
                "company": "Harbour Robotics",
                "title": "Test Engineer",
                "start": "2020-01",
                "end": "2022-06",
                "duties": "Wrote test plans for grippers",
            },
        ),
        (
            "career",
            {
                "company": "Saltmarsh Motors",
                "title": "QA Lead",
                "start": "2022-07",
                "end": "now",
                "duties": "Led a team of four",
            },
        ),
        (
            "education",
            {
                "degree": "MSc",
                "major": "Mechatronics",
                "school": "Coastal University",
                "start": "2017-09",
                "end": "2019-07",
            },
        ),
        ("award", {"name": "Best Thesis", "issuer": "Coastal University", "date": "2019"}),
    ],
    frozenset({"sex"}),
)

BIRCH = Sheet(
    "more-en-text-portfolio",
    "en",
    "txt",
    [
        """
        Portfolio - Silas Birch
        silas.birch@example.com

        Selected Projects

        1. Tide Clock
        My role: firmware and case design
        Tech: Rust, KiCad
        Why: my grandmother walks the flats every morning
        Why this technology: small binaries and no garbage collector
        Outcome: 40 clocks sold at the harbour market
        What I would change: a quieter motor

        2. Paper Trail (Mar 2021 - Jul 2021)
        My role: backend
        Tech: Django, PostgreSQL
        Overview: follows forms through the town hall
        Outcome: cut waiting by nine days
        """
    ],
    [
        ("identity", {"name": "Silas Birch", "email": "silas.birch@example.com"}),
        (
            "project",
            {
                "name": "Tide Clock",
                "role": "firmware and case design",
                "stack": "Rust, KiCad",
                "why": "my grandmother walks the flats every morning",
                "why_technology": "small binaries and no garbage collector",
                "result": "40 clocks sold at the harbour market",
                "limits": "a quieter motor",
            },
        ),
        (
            "project",
            {
                "name": "Paper Trail",
                "role": "backend",
                "start": "2021-03",
                "end": "2021-07",
                "stack": "Django, PostgreSQL",
                "which": "follows forms through the town hall",
                "result": "cut waiting by nine days",
            },
        ),
    ],
    kind="portfolio",
)

REED = Sheet(
    "more-en-pdf-two-columns",
    "en",
    "pdf",
    [
        "# NADIA REED\nMarketing Manager",
        Columns(
            """
            # Work Experience
            Marketing Manager
            Lantern Foods
            2019 - Present
            - Plan seasonal campaigns
            - Grew newsletter readers from
              12,000 to 31,000
            Marketing Assistant
            Quayside Media
            2016 - 2019
            - Scheduled social posts

            # Study Abroad
            Exchange semester, Sweden
            Aug 2014 - Jan 2015
            """,
            """
            # Details
            nadia.reed@example.com
            020 7946 0321

            # Education
            BA Marketing
            Riverbend University
            2013 - 2016

            # Key Skills
            Copywriting
            Budgeting
            Google Analytics

            # Awards
            Young Marketer of the Year, 2018
            """,
            0.6,
        ),
    ],
    [
        ("identity", {"name": "NADIA REED", "email": "nadia.reed@example.com", "phone": "020 7946 0321"}),
        (
            "career",
            {
                "title": "Marketing Manager",
                "company": "Lantern Foods",
                "start": "2019",
                "end": "now",
                "duties": "Plan seasonal campaigns",
                "results": "Grew newsletter readers from 12,000 to 31,000",
            },
        ),
        (
            "career",
            {
                "title": "Marketing Assistant",
                "company": "Quayside Media",
                "start": "2016",
                "end": "2019",
                "duties": "Scheduled social posts",
            },
        ),
        ("abroad", {"country": "Sweden", "purpose": "Exchange semester", "start": "2014-08", "end": "2015-01"}),
        (
            "education",
            {"degree": "BA", "major": "Marketing", "school": "Riverbend University", "start": "2013", "end": "2016"},
        ),
        ("skill", {"name": "Copywriting"}),
        ("skill", {"name": "Budgeting"}),
        ("skill", {"name": "Google Analytics"}),
        ("award", {"name": "Young Marketer of the Year", "date": "2018"}),
    ],
)

NEUL = Sheet(
    "more-ko-text-euc-kr",
    "ko",
    "txt:euc-kr",
    [
        """
        <이력서>

        성    명 : 제갈늘
        연 락 처 : 010 0000 1123
        이 메 일 : neul.jegal@example.com

        1) 학력
        2018.03-2024.02  새벽대학교 간호학과  졸업(4.02/4.5)

        2) 경력
        2024.03-현재  새벽병원 내과병동 간호사
         * 환자 40명 병동 3교대 근무
         * 낙상 보고 건수 35% 감소

        3) 면허
        간호사 면허 2024.02 보건복지부

        4) 봉사활동
        새벽요양원  2019.03-2019.12  72시간

        5) 해외연수
        2022.01-2022.02 필리핀 어학연수
        """
    ],
    [
        ("identity", {"name": "제갈늘", "phone": "010 0000 1123", "email": "neul.jegal@example.com"}),
        (
            "education",
            {
                "school": "새벽대학교",
                "major": "간호학과",
                "status": "졸업",
                "gpa": "4.02",
                "gpa_scale": "4.5",
                "start": "2018-03",
                "end": "2024-02",
            },
        ),
        (
            "career",
            {
                "company": "새벽병원",
                "team": "내과병동",
                "title": "간호사",
                "start": "2024-03",
                "end": "now",
                "duties": "환자 40명 병동 3교대 근무",
                "results": "낙상 보고 건수 35% 감소",
            },
        ),
        ("certificate", {"name": "간호사 면허", "date": "2024-02", "issuer": "보건복지부"}),
        ("volunteering", {"organisation": "새벽요양원", "start": "2019-03", "end": "2019-12", "hours": "72"}),
        ("abroad", {"country": "필리핀", "purpose": "어학연수", "start": "2022-01", "end": "2022-02"}),
    ],
)

ASPEN = Sheet(
    "more-en-text-letter",
    "en",
    "txt",
    [
        (
            "Q1. What made you apply for this role? (max 300 words)\n\n"
            "Your drills taught me to read a well log before I could drive. I would like to help the next edition.\n\n"
            "Q2. Describe a mistake you made and what you changed.\n\n"
            "I once sent samples in the wrong boxes. I now photograph each box before it is closed."
        )
    ],
    [
        (
            "essay",
            {
                "title": "What made you apply for this role?",
                "text": "Your drills taught me to read a well log before I could drive. "
                "I would like to help the next edition.",
            },
        ),
        (
            "essay",
            {
                "title": "Describe a mistake you made and what you changed.",
                "text": "I once sent samples in the wrong boxes. I now photograph each box before it is closed.",
            },
        ),
    ],
    kind="cover_letter",
)

SHEETS = (BADA, HANEUL, MARU, LETTER, DEUL, HAZEL, FLINT, WILLOW, BIRCH, REED, NEUL, ASPEN)
