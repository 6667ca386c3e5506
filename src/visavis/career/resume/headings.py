"""What headings of résumés are called, in Korean and English."""

from __future__ import annotations

import re
from typing import Literal

from visavis.career.resume.values import Section

Heading = Section | Literal["other", "family"]
"""'other': a heading that nothing is read under, such as a summary; 'family': what is only flagged. The title of a
résumé ("이력서") opens 'identity'."""

_NAMES: dict[Heading, str] = {
    "identity": "이력서|입사지원서|지원서|resume|curriculumvitae|cv|인적사항|기본정보|기본사항|개인정보|개인신상|"
    "지원자정보|연락처|contact|contactinformation|contactdetails|"
    "personalinformation|personaldetails|personaldata|basicinformation",
    "education": "학력|학력사항|학력정보|최종학력|학업|학력및전공|education|educationalbackground|academicbackground|"
    "academichistory|educationandqualifications|academicqualifications",
    "career": "경력|경력사항|경력정보|경력기술|경력기술서|경력상세|직장경력|근무경력|근무이력|실무경험|실무경력|"
    "인턴|인턴십|"
    "인턴경험|인턴경력|인턴활동|업무경험|업무경력|경력및인턴|experience|workexperience|professionalexperience|"
    "employment|"
    "employmenthistory|workhistory|careerhistory|internships|internshipexperience|internship|relevantexperience|"
    "industryexperience|workandinternships|careersummaryandexperience",
    "unpaid": "무급경력|무급경험|경험사항|직무관련경험|직무관련활동|직무관련기타활동|unpaidexperience|unpaidwork",
    "certificate": "자격증|자격증사항|자격|자격사항|자격면허|면허|자격및면허|자격증및면허|보유자격|보유자격증|"
    "자격증어학|어학자격증|"
    "자격증및어학|어학및자격증|자격및어학|certificates|certifications|certification|licenses|licences|"
    "licensesandcertifications|certificationsandlicenses|certificatesandlicences|professionalcertifications|"
    "qualifications",
    "language_test": "어학|어학성적|어학능력|어학시험|어학사항|공인어학|공인어학성적|외국어|외국어능력|"
    "외국어성적|languages|language|"
    "languagetests|languagetestscores|languageskills|languageproficiency|testscores|languagecertificates",
    "award": "수상|수상내역|수상경력|수상이력|수상실적|수상사항|공모전|상훈|수상및공모전|공모전수상|awards|"
    "honors|honours|"
    "awardsandhonors|honorsandawards|awardsandhonours|awardsandachievements|scholarshipsandawards|prizes",
    "training": "교육|교육사항|교육이수|교육이수사항|교육이력|교육훈련|교육과정|이수교육|직무교육|직업훈련|연수|"
    "training|courses|"
    "professionaldevelopment|trainingandcourses|coursesandtraining|relevantcoursework",
    "activity": "활동|대외활동|교내활동|교내외활동|동아리|동아리활동|학내외활동|활동사항|활동내역|주요활동|"
    "기타활동|activities|"
    "extracurricularactivities|extracurriculars|leadership|leadershipandactivities|clubs|campusactivities|"
    "activitiesandleadership",
    "volunteering": "봉사|봉사활동|사회봉사|자원봉사|봉사활동내역|사회공헌|volunteering|volunteerexperience|"
    "volunteerwork|"
    "volunteer|communityservice",
    "abroad": "해외경험|해외연수|해외활동|해외체류|해외경력|어학연수|교환학생|해외경험사항|studyabroad|timeabroad|"
    "overseasexperience|internationalexperience|experienceabroad",
    "skill": "기술|보유기술|기술스택|기술역량|보유스킬|스킬|사용기술|사용가능기술|컴퓨터활용|컴퓨터활용능력|"
    "컴퓨터능력|oa활용능력|"
    "oa능력|전산능력|보유역량|활용가능프로그램|skills|technicalskills|techstack|technologies|tools|coreskills|"
    "keyskills|"
    "skillsandtools|computerskills|technicalproficiency|skillstools",
    "project": "프로젝트|주요프로젝트|프로젝트경험|프로젝트경력|프로젝트이력|개인프로젝트|팀프로젝트|"
    "프로젝트사항|연구프로젝트|projects|"
    "project|personalprojects|selectedprojects|keyprojects|projectexperience|academicprojects|teamprojects",
    "portfolio": "포트폴리오|포트폴리오링크|링크|깃허브|portfolio|links|link|portfoliolink|onlineprofiles|websites",
    "military": "병역|병역사항|병역정보|군복무|군필여부|병역이행사항|militaryservice|military",
    "essay": "자기소개서|자기소개|자소서|coverletter",
    "family": "가족|가족사항|가족관계|family|familybackground|familymembers",
    "other": "경력요약|요약|핵심역량|한줄소개|소개|프로필|희망사항|희망연봉|희망근무조건|취미|취미특기|취미및특기|"
    "특기|추천인|기타|기타사항|신체사항|신상정보|summary|professionalsummary|profile|objective|careerobjective|"
    "aboutme|about|references|"
    "interests|hobbies|hobbiesandinterests|additionalinformation|publications|miscellaneous|"
    "careersummary|executivesummary|otherinformation|personalstatement",
}
_KNOWN: dict[str, Heading] = {name: section for section, names in _NAMES.items() for name in names.split("|")}
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[IVX]{1,4}\.|[①-⑳]|[가-하]\.)\s*")
_ASIDE = re.compile(r"[(（\[<【『「][^)）\]>】』」]*[)）\]>】』」]\s*$")
_NOISE = re.compile(r"[\s\[\]【】<>《》〈〉『』「」■□◆◇●○▶▷▪•※*#:：|·・/,.&_=~+()\-–—✦★☆]+")
_AND = re.compile(r"\s*(?:&|/|·|,)\s*(?=[A-Za-z])")
_LONGEST = 40


def heading_of(text: str) -> Heading | None:
    """What a line is the heading of, or None."""
    return _KNOWN.get(normalised(text)) if len(text) <= _LONGEST else None


def is_heading(text: str) -> bool:
    return heading_of(text) is not None


def normalised(text: str) -> str:
    """Letters alone, small: without numbers before, asides behind, brackets, bullets and spaces."""
    bare = _NUMBERED.sub("", text.strip(" \t■□◆◇●○▶▷▪•※*#"))
    shorter = _ASIDE.sub("", bare)
    bare = _AND.sub(" and ", shorter if _NOISE.sub("", shorter) else bare)
    return _NOISE.sub("", bare).lower()
