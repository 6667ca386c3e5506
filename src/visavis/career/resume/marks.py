"""Words and forms by which the pieces of a line are known."""

from __future__ import annotations

import re

GPA = re.compile(
    r"(?:(?:GPA|CGPA|학점|평점|평균\s?평점|성적)\s*[:：]?\s*)?(?P<gpa>\d(?:\.\d{1,2})?|"
    r"\d{2}(?:\.\d{1,2})?)\s*(?:점\s*)?/\s*"
    r"(?P<scale>4\.50?|4\.30?|4\.00?|5\.00?|100|4|5)(?![\d.])(?:점)?"
)
GPA_ALONE = re.compile(r"(?:GPA|CGPA|학점|평점)\s*[:：]?\s*(?P<gpa>\d\.\d{1,2})")
STATUS = re.compile(
    r"(?<![가-힣])(?:졸업\s?예정|졸업\s?유예|졸업|재학|휴학|중퇴|수료|편입)(?:자|생)?(?![가-힣])"
    r"|\b(?:[Gg]raduated|[Ee]xpected(?: graduation)?|[Ee]nrolled|[Cc]ompleted|[Oo]n leave)\b"
)
DEGREE = re.compile(
    r"(?:공학|경영학|문학|이학|경제학|미술|법학|행정학|간호학)?(?:전문학사|학사|석사|박사)(?:\s?학위|"
    r"\s?과정)?(?![가-힣])"
    r"|(?<![A-Za-z.])(?:(?:Bachelor|Master|Doctor|Associate)(?:['’]s)?(?: [Dd]egree)?(?: of (?:Science|Arts|"
    r"Engineering|Business Administration|"
    r"Fine Arts|Philosophy|Commerce|Design|Education|Nursing|Laws|Music|Public Administration))?"
    r"|B\.?Sc\.?|M\.?Sc\.?|B\.A\.|BA|M\.A\.|MA|B\.S\.|BS|M\.S\.|MS|Ph\.?D\.?|MBA|BBA|B\.?Eng\.?|M\.?Eng\.?|BFA|"
    r"LL\.?B\.?"
    r"|High School Diploma|Diploma)(?![A-Za-z])"
)
SCHOOL_KO = re.compile(
    r"[가-힣A-Za-z·]*[가-힣A-Za-z](?:대학교|사이버대|대학원|고등학교|여고|전문대학|대학)(?:\s?대학원)?(?![가-힣])"
)
SCHOOL_EN = re.compile(r"\b(?:University|College|Institute|School|Academy|Polytechnic)\b")
MAJOR_KO = re.compile(
    r"(?P<major>[가-힣A-Za-z·&]+(?:\s?[가-힣A-Za-z·&]+)?(?:학과|학부|공학부|[가-힣]{2,}과|계열))(?![가-힣])"
)
MAJOR_SAID = re.compile(r"(?P<major>[가-힣A-Za-z·&]+(?:\s[가-힣A-Za-z·&]+)?)\s?전공(?![가-힣])")
MAJOR_EN = re.compile(r"^(?:(?:[Mm]ajor(?:ed|ing)?(?: in)?|in|of)\s*:?\s+)(?P<major>[A-Z].+)")
HANGUL = re.compile(r"[가-힣]")
MINOR = re.compile(r"복수전공|부전공|[Mm]inor|[Dd]ouble major")
COMPANY = re.compile(
    r"주식회사|[(（][주유재사][)）]|㈜|\b(?:Inc|Corp|Corporation|Ltd|LLC|GmbH|Co|Company|Group|Labs?|Studio|"
    r"Systems|Bank|Hospital"
    r"|Agency|Foundation|Logistics|Software|Technologies|Solutions|Partners|Insurance|Media|Foods|Energy|Motors|"
    r"Robotics)\b\.?"
    r"|(?:전자|은행|연구소|센터|재단|병원|소프트|시스템즈?|테크|물산|건설|화학|제약|증권|보험|랩스?|컴퍼니|"
    r"스튜디오|산업|상사|공사|공단|네트웍스|"
    r"로지스틱스|커머스|미디어|푸드|에너지|모빌리티|솔루션즈?|데이터|그룹|협회|마트|카페|학원)$"
)
TITLE_KO = (
    r"(?:인턴|사원|주임|대리|과장|차장|부장|팀장|매니저|연구원|개발자|엔지니어|디자이너|마케터|기획자|컨설턴트|"
    r"강사|조교|아르바이트|간호사|회계사|"
    r"분석가|담당자|관리자|운영자|대표|리더|보조|멘토|튜터|직원|에디터|상담원|바리스타|PM|PO|MD)"
)
TITLE = re.compile(
    rf"{TITLE_KO}(?![가-힣])|\b(?:[Ii]ntern|[Ee]ngineer|[Dd]eveloper|[Mm]anager|[Aa]nalyst|[Dd]esigner|"
    rf"[Aa]ssistant|[Aa]ssociate|[Cc]onsultant"
    r"|[Dd]irector|[Ll]ead|[Oo]fficer|[Ss]pecialist|[Cc]oordinator|[Rr]esearcher|[Aa]dministrator|[Mm]arketer|"
    r"[Ss]cientist|[Tt]eacher"
    r"|[Tt]utor|[Nn]urse|[Aa]ccountant|[Rr]epresentative|[Ee]ditor|[Ww]riter|[Tt]echnician|[Pp]lanner|"
    r"[Aa]rchitect|[Ss]upervisor"
    r"|[Bb]arista|[Cc]lerk|[Ii]nstructor|[Ee]xecutive|[Tt]rainee|[Cc]ashier|[Vv]olunteer|[Mm]entor)\b"
)
TEAM = re.compile(
    r"[가-힣A-Za-z&·]+(?:\s[가-힣A-Za-z&·]+)?(?:팀|본부|사업부|실|파트|부서|그룹|부)(?![가-힣])|.*\b(?:Team|"
    r"Department|Division|Unit|team)\b"
)
PLACE = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|성남|수원|판교|제주|강남|본사|정규직|계약직|인턴십|Seoul|"
    r"Busan|Daejeon|Incheon|Korea|South Korea"
    r"|Republic of Korea|Remote|Hybrid|London|Berlin|Singapore|Tokyo|New York|Sydney|Toronto|USA|UK|Full-time|"
    r"Part-time|Contract|Internship)(?:특별시|광역시|시)?"
)
ISSUER = re.compile(
    r"협회|공단|진흥원|상공회의소|진흥회|위원회|재단|대학교|학회|개발원|연구원|연구소|공사|교육청|경찰청|시청|부$|"
    r"청$|원$|은행|주식회사|㈜|[(（]주|"
    r"\b(?:Institute|Foundation|Association|Society|Council|University|Amazon|Google|Microsoft|Oracle|Linux|"
    r"Commission|Board|"
    r"Ministry|Chamber|Academy|AWS|Cisco|Union|Bank|Inc|Center|Centre|City|College|School|Club|Department)\b"
)
ROLE = re.compile(
    r"(?:회장|부회장|총무|팀장|팀원|단원|회원|기장|운영진|임원|대표|리더|멘토|기획|단장|부원|부장|스태프|서포터|"
    r"기자|President|Vice [Pp]resident|"
    r"Member|Captain|Leader|Treasurer|Mentor|Organi[sz]er|Volunteer|Editor|Chair|Founder|Coordinator|Secretary|"
    r"Tutor|Lead)$"
)
COUNTRY = re.compile(
    r"미국|캐나다|영국|호주|뉴질랜드|일본|중국|대만|독일|프랑스|스페인|이탈리아|네덜란드|스웨덴|핀란드|필리핀|"
    r"싱가포르|베트남|태국|인도|말레이시아|"
    r"홍콩|아일랜드|멕시코|체코|폴란드|오스트리아|덴마크|노르웨이|"
    r"\b(?:United States|USA|Canada|United Kingdom|UK|Australia|New Zealand|Japan|China|Taiwan|Germany|France|"
    r"Spain|Italy|Netherlands|"
    r"Sweden|Finland|Philippines|Singapore|Vietnam|Thailand|India|Malaysia|Ireland|Mexico|Austria|Denmark|Norway|"
    r"Poland)\b"
)
STATE = re.compile(
    r"A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC|"
    r"ON|BC|QC|AB|NSW|VIC|QLD"
)
PURPOSE = re.compile(
    r"어학\s?연수|교환\s?학생|해외\s?인턴십?|워킹\s?홀리데이|봉사(?:활동)?|유학|해외\s?봉사|"
    r"(?:[Ee]xchange (?:student|semester|programme|program)|[Ww]orking holiday|[Ll]anguage (?:course|study|"
    r"program)|[Ss]tudy abroad|[Ii]nternship|[Vv]olunteering)"
)
SERVICE = re.compile(
    r"(?:육군|해군|공군|해병대|의무경찰|사회복무요원|공익근무요원|산업기능요원|전문연구요원|카투사|ROTC|"
    r"학군단)(?:\s?(?:병장|장교|중위|하사|상병))?"
    r"(?:\s?(?:만기\s?)?(?:전역|제대))?|군필|미필|면제|해당\s?(?:사항\s?)?없음|"
    r"(?:Republic of Korea |ROK )?(?:Army|Navy|Air Force|Marine Corps)(?: \([^)]*\))?|[Cc]ompleted|"
    r"[Ee]xempt(?:ed)?|[Ff]ulfilled"
)
TECHNOLOGY = re.compile(
    r"(?:Java|JavaScript|TypeScript|Python|Kotlin|Swift|Go|Rust|C\+\+|C#|React|Vue(?:\.js)?|Angular|Next\.js|"
    r"Node(?:\.js)?|Spring(?: Boot)?|Django|"
    r"FastAPI|Flask|MySQL|PostgreSQL|SQLite|MongoDB|Redis|Kafka|Docker|Kubernetes|AWS|GCP|Azure|TensorFlow|"
    r"PyTorch|Pandas|pandas|NumPy|"
    r"scikit-learn|Figma|Unity|Flutter|SQL|R|Tableau|Excel|Terraform|GraphQL|Elasticsearch|RabbitMQ|Git|Linux|"
    r"HTML|CSS|Airflow|Spark)"
)
