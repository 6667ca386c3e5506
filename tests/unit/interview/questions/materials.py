"""Documents of two applicants who don't exist."""

from __future__ import annotations

from visavis.interview.questions.material import Essay, Experience, Gap, Material, Project

KOREAN = Material(
    "ko",
    experiences=(
        Experience(
            "한빛커머스", "백엔드 인턴", "2023-01", "2023-06", 6, "주문 API를 개발하고 배포 자동화를 담당했습니다."
        ),
        Experience("푸른카페", "매니저", "2021", "2022", 12, "신입 직원 교육", "재고 폐기량을 월 30% 줄였습니다."),
    ),
    projects=(
        Project(
            "결제 모듈 개편",
            stack=("Kotlin", "Redis"),
            which="결제 서버를 다시 만든 프로젝트",
            result="응답 시간을 40% 줄였습니다. 장애 건수 월 5건에서 1건으로 감소",
        ),
        Project("가족 일정 공유 앱", "팀장", ("React",), why="흩어진 일정을 한곳에서 보고 싶었습니다."),
    ),
    gaps=(Gap("한빛커머스", "대학원", 7),),
    skills=("Python", "Docker", "SQL"),
    certificates=("정보처리기사",),
    awards=("교내 해커톤 우수상",),
    activities=("오픈소스 기여 모임",),
    majors=("컴퓨터공학",),
    essays=(
        Essay(
            "지원동기",
            "저는 문제를 끝까지 파고드는 사람이 되고 싶었습니다. 아버지의 사업 실패를 보며 자랐습니다. "
            "고객 문의를 직접 읽으며 서비스를 고쳤습니다. 종교 모임에서 봉사했습니다.",
        ),
    ),
    posting="[주요 업무]\n- 결제 API 설계와 운영\n- 쿠버네티스 기반 배포 개선\n"
    "[자격 요건]\n- Python 또는 Kotlin 경험\n- Docker, Kafka 경험\n",
)
ENGLISH = Material(
    "en",
    experiences=(Experience("Northwind", "Data analyst intern", months=6, duties="Built weekly sales dashboards"),),
    projects=(Project("Queue Simulator", "Lead", ("Python",), result="Cut waiting time by 25% in the pilot store."),),
    skills=("Python", "SQL"),
    essays=(Essay("Why us", "I like to find the one number that changes a decision. My father taught me to count."),),
    posting="Responsibilities:\n- Build reporting pipelines in Airflow\nRequirements:\n- SQL and Tableau\n",
)
