"""Korean documents of people, schools and companies that don't exist."""

from __future__ import annotations

from tests.documents.sheets import Box, Columns, Photo, Sheet, Table

GARAM = Sheet(
    "ko-text-rows",
    "ko",
    "txt",
    [
        "이력서",
        Table(
            [
                ["성명", "김가람", "생년월일", "1999.03.02"],
                ["연락처", "010-0000-1234", "이메일", "garam@example.com"],
                ["주소", "서울특별시 가온구 나린로 12"],
            ]
        ),
        "주민등록번호: 990302-2345678",
        "학력사항",
        Table(
            [
                ["기간", "학교명", "전공", "학점", "상태"],
                ["2018.03 ~ 2024.02", "가온대학교", "컴퓨터공학과", "3.9/4.5", "졸업"],
                ["2015.03 ~ 2018.02", "나린고등학교", "", "", "졸업"],
            ]
        ),
        """
        경력사항
        2023.01 ~ 2023.06 가온소프트 백엔드개발팀 인턴
        - 주문 조회 API 개발
        - 응답 시간을 820ms에서 140ms로 단축
        2024.07 ~ 현재 (주)누리데이터 데이터플랫폼팀 사원
        - 배치 파이프라인 운영

        자격증/어학
        2022.11 정보처리기사 한국산업인력공단
        TOEIC 915 (2023.05)
        OPIc IH 2023.08

        보유기술
        Python, Java(중), SQL

        병역
        육군 병장 만기전역 2019.01 ~ 2020.08
        """,
    ],
    [
        (
            "identity",
            {
                "name": "김가람",
                "phone": "010-0000-1234",
                "email": "garam@example.com",
                "address": "서울특별시 가온구 나린로 12",
            },
        ),
        (
            "education",
            {
                "school": "가온대학교",
                "major": "컴퓨터공학과",
                "gpa": "3.9",
                "gpa_scale": "4.5",
                "status": "졸업",
                "start": "2018-03",
                "end": "2024-02",
            },
        ),
        ("education", {"school": "나린고등학교", "status": "졸업", "start": "2015-03", "end": "2018-02"}),
        (
            "career",
            {
                "company": "가온소프트",
                "team": "백엔드개발팀",
                "title": "인턴",
                "start": "2023-01",
                "end": "2023-06",
                "duties": "주문 조회 API 개발",
                "results": "응답 시간을 820ms에서 140ms로 단축",
            },
        ),
        (
            "career",
            {
                "company": "(주)누리데이터",
                "team": "데이터플랫폼팀",
                "title": "사원",
                "start": "2024-07",
                "end": "now",
                "duties": "배치 파이프라인 운영",
            },
        ),
        ("certificate", {"name": "정보처리기사", "issuer": "한국산업인력공단", "date": "2022-11"}),
        ("language_test", {"test": "TOEIC", "score": "915", "date": "2023-05"}),
        ("language_test", {"test": "OPIc", "score": "IH", "date": "2023-08"}),
        ("skill", {"name": "Python"}),
        ("skill", {"name": "Java", "level": "중"}),
        ("skill", {"name": "SQL"}),
        ("military", {"service": "육군 병장 만기전역", "start": "2019-01", "end": "2020-08"}),
    ],
    frozenset({"birth", "resident_number"}),
)

NARIN = Sheet(
    "ko-text-cp949",
    "ko",
    "txt:cp949",
    [
        """
        이 나 린
        마케팅 기획자 | 010.0000.5678 | narin.lee@example.com

        ■ 학력
        다솔대학교 경영학과 (2016.03 - 2021.02) 졸업, 학점 3.71/4.5

        ■ 경력
        미르커머스 / 마케팅팀 / 대리
        2021.04 - 2024.03
        · 신규 회원 캠페인 기획
        · 재구매율 18% 향상

        ■ 대외활동
        가온광고학회 회장 (2018.03 ~ 2018.12)
        · 공모전 준비 모임 운영

        ■ 수상
        2019.11 나린마케팅공모전 대상 / 나린광고협회

        ■ 어학
        토익 880점 2020.02
        """
    ],
    [
        ("identity", {"name": "이 나 린", "phone": "010.0000.5678", "email": "narin.lee@example.com"}),
        (
            "education",
            {
                "school": "다솔대학교",
                "major": "경영학과",
                "start": "2016-03",
                "end": "2021-02",
                "status": "졸업",
                "gpa": "3.71",
                "gpa_scale": "4.5",
            },
        ),
        (
            "career",
            {
                "company": "미르커머스",
                "team": "마케팅팀",
                "title": "대리",
                "start": "2021-04",
                "end": "2024-03",
                "duties": "신규 회원 캠페인 기획",
                "results": "재구매율 18% 향상",
            },
        ),
        (
            "activity",
            {
                "name": "가온광고학회",
                "role": "회장",
                "start": "2018-03",
                "end": "2018-12",
                "detail": "공모전 준비 모임 운영",
            },
        ),
        ("award", {"name": "나린마케팅공모전 대상", "issuer": "나린광고협회", "date": "2019-11"}),
        ("language_test", {"test": "토익", "score": "880", "date": "2020-02"}),
    ],
)

DASOL = Sheet(
    "ko-text-utf16-labels",
    "ko",
    "txt:utf-16",
    [
        """
        [인적사항]
        이름: 박다솔
        휴대폰: 010-0000-9012
        E-mail: dasol@example.org
        나이: 만 26세
        성별: 여

        [학력]
        학교명: 미르대학교
        전공: 통계학
        학위: 학사
        재학기간: 2017.03 ~ 2022.08
        평점: 4.1/4.5

        [경력]
        회사명: 주식회사 한빛분석
        부서: 분석팀
        직급: 연구원
        근무기간: 2022.09 ~ 재직중
        담당업무: 매출 예측 모형 개발
        주요성과: 예측 오차 12% 감소

        [봉사활동]
        기관: 나린도서관
        봉사시간: 48시간
        활동기간: 2019.07 ~ 2019.12
        내용: 어린이 독서 지도

        [컴퓨터활용능력]
        R, Python, Excel(상)
        """
    ],
    [
        ("identity", {"name": "박다솔", "phone": "010-0000-9012", "email": "dasol@example.org"}),
        (
            "education",
            {
                "school": "미르대학교",
                "major": "통계학",
                "degree": "학사",
                "start": "2017-03",
                "end": "2022-08",
                "gpa": "4.1",
                "gpa_scale": "4.5",
            },
        ),
        (
            "career",
            {
                "company": "주식회사 한빛분석",
                "team": "분석팀",
                "title": "연구원",
                "start": "2022-09",
                "end": "now",
                "duties": "매출 예측 모형 개발",
                "results": "예측 오차 12% 감소",
            },
        ),
        (
            "volunteering",
            {
                "organisation": "나린도서관",
                "hours": "48",
                "start": "2019-07",
                "end": "2019-12",
                "detail": "어린이 독서 지도",
            },
        ),
        ("skill", {"name": "R"}),
        ("skill", {"name": "Python"}),
        ("skill", {"name": "Excel", "level": "상"}),
    ],
    frozenset({"age", "sex"}),
)

MIRU = Sheet(
    "ko-docx-standard-form",
    "ko",
    "docx",
    [
        "# 이 력 서",
        Photo(),
        Table(
            [
                ["성 명", "최미루", "성 별", "남"],
                ["생년월일", "1997년 5월 4일", "연 락 처", "010-0000-3456"],
                ["이메일", "miru.choi@example.com", "주 소", "부산광역시 나린구 가온로 3길 7"],
                ["키", "178cm", "종교", "무교"],
            ]
        ),
        "학력사항",
        Table(
            [
                ["재학기간", "학교명", "학과", "졸업여부", "평점"],
                ["2016.03 ~ 2022.02", "해담대학교", "기계공학과", "졸업", "3.45/4.5"],
                ["2013.03 ~ 2016.02", "바다고등학교", "", "졸업", ""],
            ]
        ),
        "경력사항",
        Table(
            [
                ["근무기간", "회사명", "부서", "직위", "담당업무"],
                ["2022.03 ~ 2024.05", "(주)해담기계", "설계팀", "사원", "감속기 설계 및 도면 관리"],
                ["2021.07 ~ 2021.08", "온새미모터스", "생산기술팀", "인턴", "설비 점검표 작성"],
            ]
        ),
        "자격증",
        Table(
            [
                ["취득일", "자격증명", "발행처"],
                ["2021.06.11", "일반기계기사", "한국산업인력공단"],
                ["2020.08.20", "컴퓨터활용능력 1급", "대한상공회의소"],
            ]
        ),
        "가족사항",
        Table([["관계", "성명", "연령", "직업"], ["부", "최가상", "58", "회사원"]]),
    ],
    [
        (
            "identity",
            {
                "name": "최미루",
                "phone": "010-0000-3456",
                "email": "miru.choi@example.com",
                "address": "부산광역시 나린구 가온로 3길 7",
            },
        ),
        (
            "education",
            {
                "school": "해담대학교",
                "major": "기계공학과",
                "status": "졸업",
                "start": "2016-03",
                "end": "2022-02",
                "gpa": "3.45",
                "gpa_scale": "4.5",
            },
        ),
        ("education", {"school": "바다고등학교", "status": "졸업", "start": "2013-03", "end": "2016-02"}),
        (
            "career",
            {
                "company": "(주)해담기계",
                "team": "설계팀",
                "title": "사원",
                "start": "2022-03",
                "end": "2024-05",
                "duties": "감속기 설계 및 도면 관리",
            },
        ),
        (
            "career",
            {
                "company": "온새미모터스",
                "team": "생산기술팀",
                "title": "인턴",
                "start": "2021-07",
                "end": "2021-08",
                "duties": "설비 점검표 작성",
            },
        ),
        ("certificate", {"name": "일반기계기사", "issuer": "한국산업인력공단", "date": "2021-06"}),
        ("certificate", {"name": "컴퓨터활용능력 1급", "issuer": "대한상공회의소", "date": "2020-08"}),
    ],
    frozenset({"photo", "sex", "birth", "height", "religion", "family"}),
)

HAEDAM = Sheet(
    "ko-docx-career-statement",
    "ko",
    "docx",
    [
        """
        # 정해담
        연락처 010-0000-7788 / 이메일 haedam.jung@example.com
        GitHub: https://github.com/haedam-example

        # 경력기술서
        누리페이먼츠 주식회사
        2021.03 ~ 현재 | 결제개발팀 | 백엔드 개발자
        - 결제 승인 서버 개발과 운영
        - 장애 알림 체계를 만들어 복구 시간을 40분에서 9분으로 단축
        솔빛소프트
        2019.01 ~ 2021.02 | 플랫폼팀 | 개발자
        - 사내 인증 서버 개발

        # 프로젝트
        정산 배치 재설계 (2022.03 ~ 2022.09)
        - 역할: 설계와 개발
        - 사용 기술: Kotlin, Spring Batch, MySQL
        - 추진 배경: 밤마다 돌던 정산이 아침까지 끝나지 않음
        - 기술 선택 이유: 이미 팀이 다룰 줄 알고 재시작을 지원함
        - 성과: 정산 시간을 5시간에서 50분으로 단축
        - 한계: 하루 중 정산은 아직 지원하지 않음

        # 학력
        2014.03 ~ 2019.02 온새미대학교 소프트웨어학과 졸업 (3.8/4.3)

        # 기술
        언어: Kotlin, Java
        도구: Docker, Git
        """
    ],
    [
        ("identity", {"name": "정해담", "phone": "010-0000-7788", "email": "haedam.jung@example.com"}),
        (
            "career",
            {
                "company": "누리페이먼츠 주식회사",
                "team": "결제개발팀",
                "title": "백엔드 개발자",
                "start": "2021-03",
                "end": "now",
                "duties": "결제 승인 서버 개발과 운영",
                "results": "장애 알림 체계를 만들어 복구 시간을 40분에서 9분으로 단축",
            },
        ),
        (
            "career",
            {
                "company": "솔빛소프트",
                "team": "플랫폼팀",
                "title": "개발자",
                "start": "2019-01",
                "end": "2021-02",
                "duties": "사내 인증 서버 개발",
            },
        ),
        (
            "project",
            {
                "name": "정산 배치 재설계",
                "start": "2022-03",
                "end": "2022-09",
                "role": "설계와 개발",
                "stack": "Kotlin, Spring Batch, MySQL",
                "why": "밤마다 돌던 정산이 아침까지 끝나지 않음",
                "why_technology": "이미 팀이 다룰 줄 알고 재시작을 지원함",
                "result": "정산 시간을 5시간에서 50분으로 단축",
                "limits": "하루 중 정산은 아직 지원하지 않음",
            },
        ),
        (
            "education",
            {
                "school": "온새미대학교",
                "major": "소프트웨어학과",
                "status": "졸업",
                "start": "2014-03",
                "end": "2019-02",
                "gpa": "3.8",
                "gpa_scale": "4.3",
            },
        ),
        ("skill", {"name": "Kotlin"}),
        ("skill", {"name": "Java"}),
        ("skill", {"name": "Docker"}),
        ("skill", {"name": "Git"}),
        ("portfolio", {"link": "https://github.com/haedam-example"}),
    ],
)

BORAM = Sheet(
    "ko-docx-text-boxes",
    "ko",
    "docx",
    [
        Box("한보람\n010-0000-2468\nboram@example.net"),
        Box("보유 기술\nFigma\nPhotoshop\nIllustrator"),
        """
        # 경력
        2020.05 ~ 2023.11  여울스튜디오 디자인팀 디자이너
        - 앱 화면 설계
        - 가입 완료율 23% 개선

        # 학력
        2015.03 ~ 2020.02  늘봄대학교 시각디자인학과 졸업

        # 해외경험
        2018.09 ~ 2019.06  캐나다 어학연수
        """,
    ],
    [
        ("identity", {"name": "한보람", "phone": "010-0000-2468", "email": "boram@example.net"}),
        ("skill", {"name": "Figma"}),
        ("skill", {"name": "Photoshop"}),
        ("skill", {"name": "Illustrator"}),
        (
            "career",
            {
                "company": "여울스튜디오",
                "team": "디자인팀",
                "title": "디자이너",
                "start": "2020-05",
                "end": "2023-11",
                "duties": "앱 화면 설계",
                "results": "가입 완료율 23% 개선",
            },
        ),
        (
            "education",
            {
                "school": "늘봄대학교",
                "major": "시각디자인학과",
                "status": "졸업",
                "start": "2015-03",
                "end": "2020-02",
            },
        ),
        ("abroad", {"country": "캐나다", "purpose": "어학연수", "start": "2018-09", "end": "2019-06"}),
    ],
)

SEOUL = Sheet(
    "ko-hwpx-form",
    "ko",
    "hwpx",
    [
        "입사지원서",
        Table(
            [
                ["지원자", "오여울", "휴대전화", "010-0000-1357"],
                ["전자우편", "yeoul@example.com", "결혼여부", "미혼"],
            ]
        ),
        "1. 학력",
        Table(
            [
                ["학교명", "전공", "입학년월", "졸업년월", "졸업구분"],
                ["늘찬대학교", "회계학과", "2015.03", "2021.02", "졸업"],
            ]
        ),
        "2. 외국어",
        Table(
            [["시험명", "점수", "취득일", "유효기간"], ["TOEIC", "875", "2023.10.15", "2025.10.14"]],
        ),
        "3. 자격",
        Table([["자격증", "취득년월", "발급기관"], ["전산회계 1급", "2019.12", "한국세무사회"]]),
        "4. 교육사항",
        Table(
            [
                ["교육과정명", "교육기관", "교육기간"],
                ["재무 분석 실무", "나린직업학교", "2021.03 ~ 2021.06"],
            ]
        ),
        "5. 봉사활동",
        Table([["기관명", "봉사시간", "기간"], ["가온복지관", "60시간", "2017.03 ~ 2017.12"]]),
    ],
    [
        ("identity", {"name": "오여울", "phone": "010-0000-1357", "email": "yeoul@example.com"}),
        (
            "education",
            {"school": "늘찬대학교", "major": "회계학과", "start": "2015-03", "end": "2021-02", "status": "졸업"},
        ),
        ("language_test", {"test": "TOEIC", "score": "875", "date": "2023-10", "expiry": "2025-10"}),
        ("certificate", {"name": "전산회계 1급", "date": "2019-12", "issuer": "한국세무사회"}),
        (
            "training",
            {"name": "재무 분석 실무", "provider": "나린직업학교", "start": "2021-03", "end": "2021-06"},
        ),
        ("volunteering", {"organisation": "가온복지관", "hours": "60", "start": "2017-03", "end": "2017-12"}),
    ],
    frozenset({"marriage"}),
)

_GROWTH = "어린 시절 할머니의 가게를 도우며 손님마다 찾는 물건이 다르다는 것을 배웠습니다."
_MOTIVE = "귀사의 물류 앱을 매일 쓰며 배송 예정 시각이 어긋나는 순간을 기록해 왔습니다. 그 기록으로 기여하고 싶습니다."
_HOPES = "입사 후 3년 안에 예정 시각의 오차를 10분 아래로 줄이겠습니다."

COVER = Sheet(
    "ko-hwpx-cover-letter",
    "ko",
    "hwpx",
    [f"자기소개서\n\n1. 성장과정\n{_GROWTH}\n\n2. 지원동기\n{_MOTIVE}\n\n3. 입사 후 포부\n{_HOPES}"],
    [
        ("essay", {"title": "성장과정", "text": _GROWTH}),
        ("essay", {"title": "지원동기", "text": _MOTIVE}),
        ("essay", {"title": "입사 후 포부", "text": _HOPES}),
    ],
    kind="cover_letter",
)

NURI = Sheet(
    "ko-hwp-form",
    "ko",
    "hwp",
    [
        "이력서",
        Table(
            [
                ["성명", "서누리", "연락처", "010-0000-8642"],
                ["이메일", "nuri.seo@example.com", "주소", "대전광역시 다솔구 미르동 45"],
                ["본적", "강원도 가온군", "혈액형", "O형"],
            ]
        ),
        "학력",
        Table(
            [
                ["기간", "학교", "전공", "졸업여부"],
                ["2012.03 ~ 2016.02", "다솔고등학교", "", "졸업"],
                ["2016.03 ~ 2020.08", "가람대학교", "사회복지학과", "졸업"],
            ]
        ),
        "경력",
        Table(
            [
                ["회사명", "직위", "근무기간", "업무내용"],
                ["나린복지재단", "주임", "2020.10 ~ 2024.01", "돌봄 프로그램 운영"],
            ]
        ),
        "수상",
        Table([["수상명", "수여기관", "수상일"], ["우수 사례 발표 장려상", "나린시청", "2022.12"]]),
    ],
    [
        (
            "identity",
            {
                "name": "서누리",
                "phone": "010-0000-8642",
                "email": "nuri.seo@example.com",
                "address": "대전광역시 다솔구 미르동 45",
            },
        ),
        ("education", {"school": "다솔고등학교", "status": "졸업", "start": "2012-03", "end": "2016-02"}),
        (
            "education",
            {
                "school": "가람대학교",
                "major": "사회복지학과",
                "status": "졸업",
                "start": "2016-03",
                "end": "2020-08",
            },
        ),
        (
            "career",
            {
                "company": "나린복지재단",
                "title": "주임",
                "start": "2020-10",
                "end": "2024-01",
                "duties": "돌봄 프로그램 운영",
            },
        ),
        ("award", {"name": "우수 사례 발표 장려상", "issuer": "나린시청", "date": "2022-12"}),
    ],
    frozenset({"origin", "appearance"}),
)

SOL = Sheet(
    "ko-hwp-text",
    "ko",
    "hwp",
    [
        """
        성명 : 윤솔
        전화 : 010-0000-9753
        메일 : sol.yoon@example.com

        ◆ 학력사항
        2017. 3. ~ 2023. 2. 해오름대학교 전자공학과 졸업예정
        2014. 3. ~ 2017. 2. 해오름고등학교 졸업

        ◆ 프로젝트
        보행 보조 장치
        기간: 2022.03 ~ 2022.11
        담당: 펌웨어 개발
        사용기술: C, STM32
        소개: 넘어짐을 감지해 알리는 장치
        결과: 교내 전시회 출품
        창문 자동 개폐기
        기간: 2021.09 ~ 2021.12
        담당: 회로 설계

        ◆ 자격증
        전자기사 (2022.06)
        운전면허 1종 보통 (2018.01)

        ◆ 어학
        OPIc IM2 (2022.10)
        """
    ],
    [
        ("identity", {"name": "윤솔", "phone": "010-0000-9753", "email": "sol.yoon@example.com"}),
        (
            "education",
            {
                "school": "해오름대학교",
                "major": "전자공학과",
                "status": "졸업예정",
                "start": "2017-03",
                "end": "2023-02",
            },
        ),
        ("education", {"school": "해오름고등학교", "status": "졸업", "start": "2014-03", "end": "2017-02"}),
        (
            "project",
            {
                "name": "보행 보조 장치",
                "start": "2022-03",
                "end": "2022-11",
                "role": "펌웨어 개발",
                "stack": "C, STM32",
                "which": "넘어짐을 감지해 알리는 장치",
                "result": "교내 전시회 출품",
            },
        ),
        ("project", {"name": "창문 자동 개폐기", "start": "2021-09", "end": "2021-12", "role": "회로 설계"}),
        ("certificate", {"name": "전자기사", "date": "2022-06"}),
        ("certificate", {"name": "운전면허 1종 보통", "date": "2018-01"}),
        ("language_test", {"test": "OPIc", "score": "IM2", "date": "2022-10"}),
    ],
)

ARA = Sheet(
    "ko-pdf-one-column",
    "ko",
    "pdf",
    [
        """
        # 권아라
        010-0000-6420 | ara.kwon@example.com | 인천광역시 솔빛구 여울로 88

        # 학력
        2016.03 - 2022.02\t누리대학교 식품영양학과 졸업

        # 경력
        한결푸드 품질관리팀 사원\t2022.04 - 현재
        - 원재료 입고 검사와 기록 관리
        - 부적합률을 3.1%에서 1.2%로 감소

        # 봉사활동
        가온푸드뱅크\t2018.03 - 2019.02
        - 반찬 나눔 활동, 총 80시간

        # 자격증
        영양사\t2022.01
        위생사\t2021.12
        """
    ],
    [
        (
            "identity",
            {
                "name": "권아라",
                "phone": "010-0000-6420",
                "email": "ara.kwon@example.com",
                "address": "인천광역시 솔빛구 여울로 88",
            },
        ),
        (
            "education",
            {
                "school": "누리대학교",
                "major": "식품영양학과",
                "status": "졸업",
                "start": "2016-03",
                "end": "2022-02",
            },
        ),
        (
            "career",
            {
                "company": "한결푸드",
                "team": "품질관리팀",
                "title": "사원",
                "start": "2022-04",
                "end": "now",
                "duties": "원재료 입고 검사와 기록 관리",
                "results": "부적합률을 3.1%에서 1.2%로 감소",
            },
        ),
        (
            "volunteering",
            {
                "organisation": "가온푸드뱅크",
                "start": "2018-03",
                "end": "2019-02",
                "hours": "80",
                "detail": "반찬 나눔 활동, 총 80시간",
            },
        ),
        ("certificate", {"name": "영양사", "date": "2022-01"}),
        ("certificate", {"name": "위생사", "date": "2021-12"}),
    ],
)

CHAN = Sheet(
    "ko-pdf-two-columns",
    "ko",
    "pdf",
    [
        "# 문늘찬\n데이터 분석가",
        Columns(
            """
            # 연락처
            010-0000-7531
            chan@example.com

            # 기술
            Python
            SQL
            Tableau

            # 어학
            TOEIC 930
            2023.03

            # 자격증
            ADsP 2021.09
            SQLD 2022.03
            """,
            """
            # 경력
            온새미데이터 분석팀 사원
            2022.07 ~ 현재
            - 이탈 고객 예측 모형 운영
            - 쿠폰 비용 21% 절감
            가온리테일 인턴
            2021.12 ~ 2022.05
            - 매장 방문 자료 정리

            # 학력
            한빛대학교 산업공학과
            2015.03 ~ 2021.08 졸업

            # 프로젝트
            동네 서점 재고 예측
            2021.03 ~ 2021.06
            - 사용 기술: Python, LightGBM
            - 성과: 품절 일수 30% 감소
            """,
        ),
    ],
    [
        ("identity", {"name": "문늘찬", "phone": "010-0000-7531", "email": "chan@example.com"}),
        ("skill", {"name": "Python"}),
        ("skill", {"name": "SQL"}),
        ("skill", {"name": "Tableau"}),
        ("language_test", {"test": "TOEIC", "score": "930", "date": "2023-03"}),
        ("certificate", {"name": "ADsP", "date": "2021-09"}),
        ("certificate", {"name": "SQLD", "date": "2022-03"}),
        (
            "career",
            {
                "company": "온새미데이터",
                "team": "분석팀",
                "title": "사원",
                "start": "2022-07",
                "end": "now",
                "duties": "이탈 고객 예측 모형 운영",
                "results": "쿠폰 비용 21% 절감",
            },
        ),
        (
            "career",
            {
                "company": "가온리테일",
                "title": "인턴",
                "start": "2021-12",
                "end": "2022-05",
                "duties": "매장 방문 자료 정리",
            },
        ),
        (
            "education",
            {"school": "한빛대학교", "major": "산업공학과", "start": "2015-03", "end": "2021-08", "status": "졸업"},
        ),
        (
            "project",
            {
                "name": "동네 서점 재고 예측",
                "start": "2021-03",
                "end": "2021-06",
                "stack": "Python, LightGBM",
                "result": "품절 일수 30% 감소",
            },
        ),
    ],
)

HANBIT = Sheet(
    "ko-pdf-ruled-tables",
    "ko",
    "pdf",
    [
        "# 이력서",
        Photo(),
        "",
        "\n\n\n\n\n\n\n",
        Table([["성명", "강한빛", "나이", "29세"], ["휴대폰", "010-0000-1470", "이메일", "hanbit@example.com"]]),
        "# 학력사항",
        Table(
            [
                ["기간", "학교명", "전공", "학점", "구분"],
                ["2014.03~2020.02", "새론대학교", "건축학과", "3.52 / 4.5", "졸업"],
            ]
        ),
        "# 경력사항",
        Table(
            [
                ["기간", "회사명", "직위", "담당업무"],
                ["2020.03~2022.12", "도담건설", "사원", "현장 공정 관리"],
                ["2023.02~현재", "(주)새론건축", "대리", "실시 설계와 인허가"],
            ]
        ),
        "# 병역사항",
        Table([["군별", "복무기간"], ["공군", "2015.01~2016.12"]]),
    ],
    [
        ("identity", {"name": "강한빛", "phone": "010-0000-1470", "email": "hanbit@example.com"}),
        (
            "education",
            {
                "school": "새론대학교",
                "major": "건축학과",
                "gpa": "3.52",
                "gpa_scale": "4.5",
                "start": "2014-03",
                "end": "2020-02",
            },
        ),
        (
            "career",
            {
                "company": "도담건설",
                "title": "사원",
                "start": "2020-03",
                "end": "2022-12",
                "duties": "현장 공정 관리",
            },
        ),
        (
            "career",
            {
                "company": "(주)새론건축",
                "title": "대리",
                "start": "2023-02",
                "end": "now",
                "duties": "실시 설계와 인허가",
            },
        ),
        ("military", {"service": "공군", "start": "2015-01", "end": "2016-12"}),
    ],
    frozenset({"age", "photo"}),
)

PORTFOLIO = Sheet(
    "ko-pdf-portfolio",
    "ko",
    "pdf",
    [
        """
        # 포트폴리오
        백새론 | saeron.baek@example.com

        # 프로젝트
        약 먹을 시간
        기간: 2023.03 ~ 2023.08
        역할: 기획과 앱 개발
        사용 기술: Flutter, Firebase
        소개: 복용 시간을 알려 주는 앱
        배경: 부모님이 약을 자주 빠뜨리셔서
        기술 선택 이유: 두 운영체제를 혼자 만들 수 있어서
        성과: 내려받기 1,200회
        한계: 오프라인 알림이 늦음

        동아리 출석부
        기간: 2022.09 ~ 2022.12
        역할: 서버 개발
        사용 기술: Node.js, MongoDB
        결과: 동아리 두 곳이 사용
        """
    ],
    [
        ("identity", {"name": "백새론", "email": "saeron.baek@example.com"}),
        (
            "project",
            {
                "name": "약 먹을 시간",
                "start": "2023-03",
                "end": "2023-08",
                "role": "기획과 앱 개발",
                "stack": "Flutter, Firebase",
                "which": "복용 시간을 알려 주는 앱",
                "why": "부모님이 약을 자주 빠뜨리셔서",
                "why_technology": "두 운영체제를 혼자 만들 수 있어서",
                "result": "내려받기 1,200회",
                "limits": "오프라인 알림이 늦음",
            },
        ),
        (
            "project",
            {
                "name": "동아리 출석부",
                "start": "2022-09",
                "end": "2022-12",
                "role": "서버 개발",
                "stack": "Node.js, MongoDB",
                "result": "동아리 두 곳이 사용",
            },
        ),
    ],
    kind="portfolio",
)

_ASKED_ONE = "고객이 남긴 불만 글 340건을 손으로 나누어 보며 가장 잦은 불편이 주소 입력임을 알았습니다."
_ASKED_TWO = "조별 과제에서 의견이 갈렸을 때 두 안을 하루씩 시험해 보자고 제안했고, 숫자를 보고 정했습니다."

QUESTIONS = Sheet(
    "ko-text-cover-letter-questions",
    "ko",
    "txt",
    [
        (
            f"1. 지원 직무에 관심을 갖게 된 계기와 노력을 기술하시오. (500자 이내)\n\n{_ASKED_ONE}\n\n"
            f"2. 다른 사람과 의견이 달랐던 경험을 작성해 주세요. (700자)\n\n{_ASKED_TWO}"
        )
    ],
    [
        ("essay", {"title": "지원 직무에 관심을 갖게 된 계기와 노력을 기술하시오.", "text": _ASKED_ONE}),
        ("essay", {"title": "다른 사람과 의견이 달랐던 경험을 작성해 주세요.", "text": _ASKED_TWO}),
    ],
    kind="cover_letter",
)

SHEETS = (
    GARAM,
    NARIN,
    DASOL,
    MIRU,
    HAEDAM,
    BORAM,
    SEOUL,
    COVER,
    NURI,
    SOL,
    ARA,
    CHAN,
    HANBIT,
    PORTFOLIO,
    QUESTIONS,
)
