"""What the rules say, in both languages."""

from __future__ import annotations

from visavis.interview.content.engine import Element, Shape, State
from visavis.kit.text import Text

ELEMENT_TITLES: dict[Element, Text] = {
    "situation": Text(ko="상황", en="Situation"),
    "task": Text(ko="과제", en="Task"),
    "action": Text(ko="행동", en="Action"),
    "result": Text(ko="결과", en="Result"),
}
BLANKS: dict[Element, Text] = {
    "situation": Text(ko="언제, 어디서, 무엇이 문제였는지: ____", en="When, where, and what was the matter: ____"),
    "task": Text(ko="내가 맡은 일과 목표: ____", en="What was yours to do, and the goal: ____"),
    "action": Text(
        ko="내가 직접 한 일 두세 가지와 그 이유: ____", en="Two or three things that you did, and why: ____"
    ),
    "result": Text(ko="무엇이 얼마나 달라졌는지(숫자나 반응): ____", en="What changed, and by how much: ____"),
}
PLAN_TITLES: dict[Element, Text] = {
    "situation": Text(ko="상황 파악", en="Finding out"),
    "task": Text(ko="우선순위", en="What comes first"),
    "action": Text(ko="하려는 일", en="Steps"),
    "result": Text(ko="기대하는 결과", en="What it leads to"),
}
PLAN_BLANKS: dict[Element, Text] = {
    "situation": Text(ko="먼저 무엇을 확인할지: ____", en="What you would find out first: ____"),
    "task": Text(ko="무엇을 가장 먼저 지킬지와 그 기준: ____", en="What comes first, and by what measure: ____"),
    "action": Text(ko="차례대로 할 일 두세 가지: ____", en="Two or three steps, in order: ____"),
    "result": Text(ko="그렇게 하면 무엇을 막거나 얻는지: ____", en="What that would prevent or bring about: ____"),
}


def titles_of(shape: Shape) -> dict[Element, Text]:
    """What the four parts are called: those of what happened, or of what one would do."""
    return PLAN_TITLES if shape == "plan" else ELEMENT_TITLES


def blanks_of(shape: Shape) -> dict[Element, Text]:
    return PLAN_BLANKS if shape == "plan" else BLANKS


OTHER_LINES: dict[Shape, tuple[tuple[str, Text, Text], ...]] = {
    "view": (
        (
            "claim",
            Text(ko="한 줄 답", en="Answer in one line"),
            Text(ko="질문에 대한 답: ____", en="Your answer: ____"),
        ),
        ("reason", Text(ko="이유", en="Reason"), Text(ko="그렇게 보는 이유: ____", en="Why you see it so: ____")),
        (
            "example",
            Text(ko="예", en="Example"),
            Text(ko="직접 겪은 예 하나: ____", en="One example of your own: ____"),
        ),
    ),
    "opening": (
        (
            "claim",
            Text(ko="누구인지", en="Who you are"),
            Text(ko="지원한 일과 나를 잇는 한 줄: ____", en="You and this job in a line: ____"),
        ),
        (
            "example",
            Text(ko="보여 주는 경험", en="What shows it"),
            Text(ko="그것을 보여 주는 경험 하나와 숫자: ____", en="One experience with a number: ____"),
        ),
        (
            "reason",
            Text(ko="왜 이 일인지", en="Why this job"),
            Text(ko="이 일에 지원한 이유: ____", en="Why you applied: ____"),
        ),
    ),
    "closing": (
        (
            "claim",
            Text(ko="꼭 남길 말", en="What should stay"),
            Text(ko="한 줄로 남길 말: ____", en="The one line to leave: ____"),
        ),
        (
            "reason",
            Text(ko="근거", en="What it rests on"),
            Text(ko="그 말을 뒷받침하는 사실 하나: ____", en="One fact behind it: ____"),
        ),
    ),
}
HEADLINES: dict[State, Text] = {
    "empty": Text(
        ko="답변이 없습니다. 한 문장이라도 질문에 대한 답을 말해 보세요.",
        en="There is no answer here. Try to answer the question, if only in one sentence.",
    ),
    "short": Text(
        ko="답변이라고 하기에는 너무 짧습니다. 두세 문장으로 질문에 답해 보세요.",
        en="This is too short to be an answer. Try two or three sentences that meet the question.",
    ),
    "unknown": Text(
        ko="모른다거나 없다고 답했습니다. 아는 데까지, 또는 비슷한 경험이라도 말해 보세요.",
        en="This says that it doesn't know or has nothing to tell. Say what you do know, or something close to it.",
    ),
    "nonsense": Text(
        ko="뜻이 통하는 답변으로 읽히지 않습니다. 받아쓴 글이 맞는지 확인해 주세요.",
        en="This doesn't read as an answer. Check that the transcript is right.",
    ),
    "copied": Text(
        ko="질문을 되풀이했을 뿐, 답이 없습니다.",
        en="This says the question again; there is no answer in it.",
    ),
    "answer": Text(
        ko="찾아본 {n}가지 가운데 {m}가지를 답변의 표현에서 찾았습니다. 점수가 아니라 개수이며, "
        "말이 되는지와 사실인지는 판단하지 않습니다.",
        en="{m} of {n} things looked for were found in the answer's wording. A count, not a mark: "
        "whether it makes sense or is true isn't judged.",
    ),
}
OFF_TOPIC = Text(
    ko="질문에 나온 내용을 답변에서 찾지 못했습니다. 질문에 맞는 답인지 직접 확인해 보세요.",
    en="What was asked about wasn't found in the answer. Check yourself that it meets the question.",
)
BY_SHAPE = Text(
    ko="질문의 낱말은 나오지 않지만 물은 종류의 답(경험, 계획, 의견)입니다. 내용이 맞는지는 알 수 없습니다.",
    en="No word of the question comes up, but it is the kind of answer asked for; whether it fits can't be told.",
)
NOT_READ = Text(ko="답변이 없어 보지 않았습니다.", en="Not looked at, since there is no answer.")

CHECKS: dict[str, tuple[Text, Text, Text]] = {
    "relevance": (
        Text(ko="질문에 맞는 답", en="Meets the question"),
        Text(ko="질문의 낱말이나 주제가 답변에 나옵니다.", en="The answer takes up the question's words or topic."),
        Text(ko="질문의 낱말이나 주제가 거의 나오지 않습니다.", en="Hardly a word or topic of the question comes up."),
    ),
    "situation": (
        ELEMENT_TITLES["situation"],
        Text(
            ko="언제, 어디서, 무엇이 문제였는지 가운데 하나를 말했습니다.",
            en="It says when, where or what the matter was.",
        ),
        Text(ko="언제, 어디서, 무엇이 문제였는지 찾지 못했습니다.", en="No when, where or what the matter was found."),
    ),
    "task": (
        ELEMENT_TITLES["task"],
        Text(ko="맡은 일이나 목표를 말했습니다.", en="It says what there was to do."),
        Text(ko="내 역할이나 목표를 찾지 못했습니다.", en="No role or goal of yours found."),
    ),
    "action": (
        ELEMENT_TITLES["action"],
        Text(ko="직접 한 일을 말했습니다.", en="It says what you did."),
        Text(ko="직접 한 일을 찾지 못했습니다.", en="Nothing that you did yourself found."),
    ),
    "result": (
        ELEMENT_TITLES["result"],
        Text(ko="무엇이 달라졌는지 말했습니다.", en="It says what came of it."),
        Text(ko="결과를 찾지 못했습니다.", en="No result found."),
    ),
    "reason": (
        Text(ko="이유", en="A reason"),
        Text(ko="이유를 말했습니다.", en="It gives a reason."),
        Text(ko="이유를 찾지 못했습니다.", en="No reason found."),
    ),
    "example": (
        Text(ko="예", en="An example"),
        Text(ko="예나 경험을 들었습니다.", en="It gives an example."),
        Text(ko="예나 경험을 찾지 못했습니다.", en="No example found."),
    ),
    "specific": (
        Text(ko="구체적인 사실", en="Specific facts"),
        Text(ko="숫자나 이름이 있어 확인할 수 있습니다.", en="Numbers or names make it checkable."),
        Text(ko="숫자나 이름이 두 개보다 적습니다.", en="There are fewer than two numbers or names."),
    ),
    "length": (
        Text(ko="길이", en="Length"),
        Text(ko="약 {s}초로, {a}–{b}초 안에 듭니다.", en="About {s} s, within {a}–{b} s."),
        Text(
            ko="약 {s}초입니다. 보통 {a}–{b}초를 권합니다(관례).", en="About {s} s; {a}–{b} s is usual (a convention)."
        ),
    ),
    "fillers": (
        Text(ko="군말", en="Fillers"),
        Text(ko="군말이 100어절에 5번보다 적습니다.", en="Fewer than 5 fillers in 100 words."),
        Text(ko="군말이 100어절에 5번 이상 나옵니다.", en="5 fillers or more in 100 words."),
    ),
    "repetition": (
        Text(ko="되풀이", en="Repetition"),
        Text(ko="유난히 되풀이된 낱말이 없습니다.", en="No word comes back unusually often."),
        Text(ko="되풀이된 낱말이 있습니다: {w}", en="Words that come back often: {w}"),
    ),
}
"""Of each check: its title, what is said when it is met, and when it isn't."""

PLAN_CHECKS: dict[str, tuple[Text, Text, Text]] = {
    "action": (
        PLAN_TITLES["action"],
        Text(ko="무엇을 할지 말했습니다.", en="It says what you would do."),
        Text(ko="무엇을 할지 찾지 못했습니다.", en="No step that you would take found."),
    ),
    "result": (
        PLAN_TITLES["result"],
        Text(ko="그렇게 하면 어떻게 되는지 말했습니다.", en="It says what that would lead to."),
        Text(ko="그렇게 하면 어떻게 되는지 찾지 못했습니다.", en="What that would lead to wasn't found."),
    ),
}
"""Those of a plan that differ; see ``CHECKS``."""
STOCK_REASON = Text(
    ko="이유가 어느 회사에나 할 수 있는 말입니다. 이 회사에만 맞는 사실은 찾지 못했습니다.",
    en="The reason fits any employer; no fact about this one was found in it.",
)

ADVICE: dict[str, Text] = {
    "relevance": Text(
        ko="첫 문장에서 질문에 바로 답해 보세요. 질문의 핵심어를 한 번 그대로 쓰면 듣는 사람이 따라오기 쉽습니다.",
        en="Answer the question in your first sentence; saying its key word once helps the listener follow.",
    ),
    "result": Text(
        ko="결과를 한 문장 더해 보세요: 무엇이 얼마나 달라졌나요? 숫자가 없으면 들은 반응도 좋습니다.",
        en="Add one sentence on the result: what changed, and by how much? Without a number, what people said will do.",
    ),
    "action": Text(
        ko="내가 직접 한 일을 두세 가지 동사로 말해 보세요.", en="Name two or three things that you did, as verbs."
    ),
    "action_plan": Text(
        ko="무엇을 먼저 하고 그다음 무엇을 할지 두세 단계로 말해 보세요.",
        en="Say in two or three steps what you would do first and what next.",
    ),
    "result_plan": Text(
        ko="그렇게 하면 무엇을 막거나 얻을 수 있는지 한 문장 더해 보세요.",
        en="Add one sentence on what that would prevent or bring about.",
    ),
    "reason_plan": Text(
        ko="왜 그 순서로 하는지 한 문장 더해 보세요.", en="Add one sentence on why you would do it in that order."
    ),
    "reason_stock": Text(
        ko="이 회사의 제품, 서비스, 사람이나 내가 겪은 일 하나를 이유로 들어 보세요.",
        en="Name one thing about this company as the reason: a product, a person, or something that you saw of it.",
    ),
    "action_we": Text(
        ko="‘우리’가 아니라 ‘내가’ 한 일을 두세 가지 동사로 말해 보세요.",
        en="Name two or three things that you yourself did, as verbs: “I” rather than “we”.",
    ),
    "task": Text(
        ko="그때 내가 맡은 일이나 목표를 한 문장으로 밝혀 보세요.",
        en="Say in one sentence what was yours to do, or the goal.",
    ),
    "situation": Text(
        ko="언제, 어디서, 무엇이 문제였는지 먼저 한 문장으로 말해 보세요.",
        en="Begin with one sentence on when, where, and what the matter was.",
    ),
    "reason": Text(
        ko="‘왜냐하면’으로 시작하는 문장을 하나 더해 보세요.", en="Add a sentence that begins with “because”."
    ),
    "example": Text(ko="직접 겪은 예를 하나 들어 보세요.", en="Give one example of your own."),
    "specific": Text(
        ko="숫자, 기간, 도구, 이름을 하나씩 넣어 보세요.", en="Put in a number, a period, a tool or a name."
    ),
    "specific_vague": Text(
        ko="{w} 같은 말 대신 숫자, 기간, 도구, 이름을 하나씩 넣어 보세요.",
        en="Put a number, a period, a tool or a name where you say {w}.",
    ),
    "short": Text(
        ko="조금 더 길게 말해도 됩니다. 행동과 결과를 자세히 풀어 보세요.",
        en="You may say more: spell out what you did and what came of it.",
    ),
    "short_other": Text(
        ko="조금 더 길게 말해도 됩니다. 이유나 예를 하나 더 풀어 보세요.",
        en="You may say more: spell out a reason or an example.",
    ),
    "long": Text(
        ko="듣는 사람이 지칠 수 있습니다. 상황 설명을 한 문장으로 줄여 보세요.",
        en="That is long to listen to. Cut the background to one sentence.",
    ),
    "fillers": Text(ko="군말이 나올 자리에서 잠깐 쉬어 보세요.", en="Pause for a moment where a filler would come."),
    "repetition": Text(
        ko="되풀이한 낱말을 한 번은 구체적인 말로 바꿔 보세요.", en="Say a repeated word in a more concrete way once."
    ),
}
