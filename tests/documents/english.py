"""English documents of people, schools and companies that don't exist."""

from __future__ import annotations

from tests.documents.sheets import Columns, Sheet, Table

CEDAR = Sheet(
    "en-text",
    "en",
    "txt",
    [
        """
        Marlow Cedar
        marlow.cedar@example.com | +44 7700 900123

        EDUCATION
        Northfield University, BSc Computer Science
        Sep 2017 - Jun 2021
        GPA: 3.7/4.0

        EXPERIENCE
        Backend Engineer, Larkspur Logistics
        Jul 2021 - Present
        - Maintain the parcel tracking service
        - Reduced lookup time by 38%

        Software Intern, Pinecone Labs
        Jun 2020 - Aug 2020
        - Wrote import scripts

        SKILLS
        Languages: Python, Go
        Tools: Docker, Terraform

        AWARDS
        Northfield Hack Day, First Prize, 2020
        """
    ],
    [
        ("identity", {"name": "Marlow Cedar", "email": "marlow.cedar@example.com", "phone": "+44 7700 900123"}),
        (
            "education",
            {
                "school": "Northfield University",
                "degree": "BSc",
                "major": "Computer Science",
                "start": "2017-09",
                "end": "2021-06",
                "gpa": "3.7",
                "gpa_scale": "4.0",
            },
        ),
        (
            "career",
            {
                "company": "Larkspur Logistics",
                "title": "Backend Engineer",
                "start": "2021-07",
                "end": "now",
                "duties": "Maintain the parcel tracking service",
                "results": "Reduced lookup time by 38%",
            },
        ),
        (
            "career",
            {
                "company": "Pinecone Labs",
                "title": "Software Intern",
                "start": "2020-06",
                "end": "2020-08",
                "duties": "Wrote import scripts",
            },
        ),
        ("skill", {"name": "Python"}),
        ("skill", {"name": "Go"}),
        ("skill", {"name": "Docker"}),
        ("skill", {"name": "Terraform"}),
        ("award", {"name": "Northfield Hack Day", "date": "2020"}),
    ],
)

WREN = Sheet(
    "en-docx-one-column",
    "en",
    "docx",
    [
        """
        # Tamsin Wren
        tamsin.wren@example.org | (555) 010-4477 | www.tamsinwren.example.com
        Date of birth: 4 May 1996

        # Summary
        Designer who likes small screens.

        # Work Experience
        Heron Media\tMarch 2019 – May 2023
        Product Designer
        - Designed the reader app
        - Increased weekly readers by 24%
        Alder & Finch\tJune 2018 – February 2019
        Junior Designer
        - Drew icons

        # Education
        Bachelor of Arts in Graphic Design, Westbrook College\t2014 – 2018

        # Languages
        German (fluent)
        IELTS 8.0, 2018

        # Volunteering
        Riverside Library, 120 hours\t2016 – 2017
        """
    ],
    [
        ("identity", {"name": "Tamsin Wren", "email": "tamsin.wren@example.org", "phone": "(555) 010-4477"}),
        ("portfolio", {"link": "www.tamsinwren.example.com"}),
        (
            "career",
            {
                "company": "Heron Media",
                "title": "Product Designer",
                "start": "2019-03",
                "end": "2023-05",
                "duties": "Designed the reader app",
                "results": "Increased weekly readers by 24%",
            },
        ),
        (
            "career",
            {
                "company": "Alder & Finch",
                "title": "Junior Designer",
                "start": "2018-06",
                "end": "2019-02",
                "duties": "Drew icons",
            },
        ),
        (
            "education",
            {
                "degree": "Bachelor of Arts",
                "major": "Graphic Design",
                "school": "Westbrook College",
                "start": "2014",
                "end": "2018",
            },
        ),
        ("language_test", {"test": "German", "score": "fluent"}),
        ("language_test", {"test": "IELTS", "score": "8.0", "date": "2018"}),
        ("volunteering", {"organisation": "Riverside Library", "hours": "120", "start": "2016", "end": "2017"}),
    ],
    frozenset({"birth"}),
)

FERN = Sheet(
    "en-docx-dates-in-a-table",
    "en",
    "docx",
    [
        "# Curriculum Vitae",
        Table([["Name", "Orla Fern"], ["Email", "orla.fern@example.net"], ["Phone", "+1 555 010 2233"]], ruled=False),
        "# Education",
        Table([["2016 – 2020", "Harrow Ridge University, B.Sc. in Biology"]], ruled=False),
        "# Employment History",
        Table(
            [
                ["Jan 2021 – Dec 2022", "Laboratory Technician, Quill Diagnostics"],
                ["Feb 2023 – present", "Research Assistant, Harrow Ridge University"],
            ],
            ruled=False,
        ),
        "# Certifications",
        Table(
            [["Certificate", "Issuer", "Date"], ["Laboratory Safety Level 2", "Ridge Safety Council", "2021-03"]],
            ruled=False,
        ),
    ],
    [
        ("identity", {"name": "Orla Fern", "email": "orla.fern@example.net", "phone": "+1 555 010 2233"}),
        (
            "education",
            {
                "school": "Harrow Ridge University",
                "degree": "B.Sc.",
                "major": "Biology",
                "start": "2016",
                "end": "2020",
            },
        ),
        (
            "career",
            {
                "title": "Laboratory Technician",
                "company": "Quill Diagnostics",
                "start": "2021-01",
                "end": "2022-12",
            },
        ),
        (
            "career",
            {
                "title": "Research Assistant",
                "company": "Harrow Ridge University",
                "start": "2023-02",
                "end": "now",
            },
        ),
        ("certificate", {"name": "Laboratory Safety Level 2", "issuer": "Ridge Safety Council", "date": "2021-03"}),
    ],
)

ROWAN = Sheet(
    "en-pdf-one-column",
    "en",
    "pdf",
    [
        """
        # ROWAN ASHDOWN
        rowan.ashdown@example.com | 555-010-7788 | github.com/rowan-example

        # EDUCATION
        Lakemoor Institute of Technology\tSep 2018 - Jun 2022
        Bachelor of Science in Information Systems, GPA 3.62/4.0

        # EXPERIENCE
        Data Analyst, Copperfield Insurance\tAug 2022 - Present
        - Build weekly claim reports for the regional offices and explain their figures to people who
          don't work with numbers
        - Cut report preparation from 6 hours to 45 minutes

        # PROJECTS
        Bus Delay Map\tJan 2022 - May 2022
        - Tech stack: Python, PostgreSQL
        - Result: used by 300 students

        # SKILLS
        Python, SQL, Tableau, Excel (advanced)
        """
    ],
    [
        (
            "identity",
            {"name": "ROWAN ASHDOWN", "email": "rowan.ashdown@example.com", "phone": "555-010-7788"},
        ),
        ("portfolio", {"link": "github.com/rowan-example"}),
        (
            "education",
            {
                "school": "Lakemoor Institute of Technology",
                "degree": "Bachelor of Science",
                "major": "Information Systems",
                "gpa": "3.62",
                "gpa_scale": "4.0",
                "start": "2018-09",
                "end": "2022-06",
            },
        ),
        (
            "career",
            {
                "title": "Data Analyst",
                "company": "Copperfield Insurance",
                "start": "2022-08",
                "end": "now",
                "duties": "Build weekly claim reports for the regional offices and explain their figures to people who "
                "don't work with numbers",
                "results": "Cut report preparation from 6 hours to 45 minutes",
            },
        ),
        (
            "project",
            {
                "name": "Bus Delay Map",
                "start": "2022-01",
                "end": "2022-05",
                "stack": "Python, PostgreSQL",
                "result": "used by 300 students",
            },
        ),
        ("skill", {"name": "Python"}),
        ("skill", {"name": "SQL"}),
        ("skill", {"name": "Tableau"}),
        ("skill", {"name": "Excel", "level": "advanced"}),
    ],
)

IVY = Sheet(
    "en-pdf-two-columns",
    "en",
    "pdf",
    [
        "# Ivy Thornbury\nRegistered Nurse",
        Columns(
            """
            # Contact
            ivy.thornbury@example.com
            +61 491 570 156

            # Skills
            Triage
            Wound care
            Patient education

            # Certifications
            Basic Life Support, 2022
            """,
            """
            # Experience
            Staff Nurse
            Willowmere Hospital
            Feb 2021 - Present
            - Care for up to six patients on a surgical ward
            - Lowered repeat calls by 15%

            # Education
            Bachelor of Nursing
            Eastmoor University
            2017 - 2020

            # Activities
            Student Nurses Society, Treasurer
            2018 - 2019
            """,
            0.36,
        ),
    ],
    [
        (
            "identity",
            {"name": "Ivy Thornbury", "email": "ivy.thornbury@example.com", "phone": "+61 491 570 156"},
        ),
        ("skill", {"name": "Triage"}),
        ("skill", {"name": "Wound care"}),
        ("skill", {"name": "Patient education"}),
        ("certificate", {"name": "Basic Life Support", "date": "2022"}),
        (
            "career",
            {
                "title": "Staff Nurse",
                "company": "Willowmere Hospital",
                "start": "2021-02",
                "end": "now",
                "duties": "Care for up to six patients on a surgical ward",
                "results": "Lowered repeat calls by 15%",
            },
        ),
        (
            "education",
            {"degree": "Bachelor of Nursing", "school": "Eastmoor University", "start": "2017", "end": "2020"},
        ),
        ("activity", {"name": "Student Nurses Society", "role": "Treasurer", "start": "2018", "end": "2019"}),
    ],
)

SAGE = Sheet(
    "en-pdf-ruled-tables",
    "en",
    "pdf",
    [
        "# Resume",
        Table([["Full name", "Corin Sage"], ["Email", "corin.sage@example.com"], ["Gender", "Male"]]),
        "# Work History",
        Table(
            [
                ["Period", "Company", "Position", "Responsibilities"],
                ["2019.04 - 2021.03", "Bramble Foods Ltd", "Sales Assistant", "Stock orders"],
                ["2021.05 - present", "Ochre Energy", "Account Manager", "Key customers"],
            ]
        ),
        "# Education",
        Table(
            [["Period", "School", "Major", "GPA"], ["2015.09 - 2019.02", "Stonebridge College", "Economics", "3.4/4.0"]]
        ),
        "# Language tests",
        Table([["Test", "Score", "Date"], ["TOEIC", "945", "2022.07"]]),
    ],
    [
        ("identity", {"name": "Corin Sage", "email": "corin.sage@example.com"}),
        (
            "career",
            {
                "company": "Bramble Foods Ltd",
                "title": "Sales Assistant",
                "duties": "Stock orders",
                "start": "2019-04",
                "end": "2021-03",
            },
        ),
        (
            "career",
            {
                "company": "Ochre Energy",
                "title": "Account Manager",
                "duties": "Key customers",
                "start": "2021-05",
                "end": "now",
            },
        ),
        (
            "education",
            {
                "school": "Stonebridge College",
                "major": "Economics",
                "gpa": "3.4",
                "gpa_scale": "4.0",
                "start": "2015-09",
                "end": "2019-02",
            },
        ),
        ("language_test", {"test": "TOEIC", "score": "945", "date": "2022-07"}),
    ],
    frozenset({"sex"}),
)

_WHY = "I have used your maps since school, and I want to make the walking routes safer for people with poor sight."
_TEAM = "On our final project two of us left in the third week. I listed what could be dropped and we finished on time."

LETTER = Sheet(
    "en-docx-cover-letter",
    "en",
    "docx",
    [f"# Why do you want to work here?\n{_WHY}\n\n# Describe a time when a team of yours ran into trouble.\n{_TEAM}"],
    [
        ("essay", {"title": "Why do you want to work here?", "text": _WHY}),
        ("essay", {"title": "Describe a time when a team of yours ran into trouble.", "text": _TEAM}),
    ],
    kind="cover_letter",
)

JUNIPER = Sheet(
    "en-hwpx-project-list",
    "en",
    "hwpx",
    [
        """
        Name: Juniper Holt
        Email: juniper.holt@example.com

        Projects
        Quiet Hours
        Role: Lead developer
        Period: 2022.03 - 2022.10
        Technologies: React, FastAPI
        Overview: Shows when the library is quiet
        Motivation: Nobody could find a seat in June
        Result: 1,400 visits a week
        Limitations: Counts phones, not people

        Training
        Data Engineering Bootcamp, Maple Code Academy, Jan 2022 - Mar 2022

        Study Abroad
        Exchange semester, Japan, Sep 2019 - Feb 2020

        Military service
        Army, 2017.05 - 2019.02
        """
    ],
    [
        ("identity", {"name": "Juniper Holt", "email": "juniper.holt@example.com"}),
        (
            "project",
            {
                "name": "Quiet Hours",
                "role": "Lead developer",
                "start": "2022-03",
                "end": "2022-10",
                "stack": "React, FastAPI",
                "which": "Shows when the library is quiet",
                "why": "Nobody could find a seat in June",
                "result": "1,400 visits a week",
                "limits": "Counts phones, not people",
            },
        ),
        (
            "training",
            {
                "name": "Data Engineering Bootcamp",
                "provider": "Maple Code Academy",
                "start": "2022-01",
                "end": "2022-03",
            },
        ),
        ("abroad", {"country": "Japan", "purpose": "Exchange semester", "start": "2019-09", "end": "2020-02"}),
        ("military", {"service": "Army", "start": "2017-05", "end": "2019-02"}),
    ],
)

SHEETS = (CEDAR, WREN, FERN, ROWAN, IVY, SAGE, LETTER, JUNIPER)
