"""What a question asks: which facets, which procedure, and whether something that no description holds.

Phrases say where a facet is asked for; models learnt from labelled questions say whether. Phrases alone miss what is
asked in other words ("my purse must be ready for how much") and find what is not asked ("certificat de résidence"). The
models see each word of the message as letters, sounds and meaning, and each pair of neighbours (docs/adr/0018, 0026).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple, Optional

from bot.language.augmentation import mistyped
from bot.language.linear_model import LinearModel
from bot.language.spelling import Spelling
from bot.procedures.facets import Cues, FacetExtractor, FacetMention
from bot.procedures.model import Facet
from bot.procedures.reading import Mention, QuestionReading
from bot.text.concepts import Concepts
from bot.text.normalise import Word, words
from bot.text.skeleton import skeleton, sound_form

# Probability from which a phrase asks for its facet, and from which a message asks for one without a phrase (docs/adr/0026).
ASKED_BY_PHRASE = 0.45
ASKED = 0.55
# Probability from which a procedure is one of the likely ones.
LIKELY = 0.05
# A message of so few words asks by its phrases only: "w ch7al?" is the fee.
FEW_WORDS = 3
# How many of the questions are learnt a second time: mistyped, before another one, beside a sentence that asks for nothing;
# and how many of those sentences are learnt alone.
MISTYPED_SHARE = 0.2
JOINED_SHARE = 0.3
IN_CONTEXT_SHARE = 0.3
ASKING_NOTHING_SHARE = 0.3
MOST_FACETS = 4
NO_PROCEDURE = ""
_BEYOND = "beyond"  # the class beside the facets
_FACETS_FILE = "facets.npz"
_PROCEDURES_FILE = "procedures.npz"
_READ = 600  # characters; a long text must not cost more
_SIGN = re.compile(r"[,;:.!?؟،؛\n]")
_SIGNS = str.maketrans("؟،؛\n", "?,;.")
_JOINTS = (", ", " ", ". ", " ? ")
_GRAM_SIZES = range(2, 6)
_NUMBER = "#"
_WHOLE_WORDS = "wc"  # kinds of features: a word, a concept
_TELLING = 3  # letters of a word
_WORDS_COUNTED = 8


class Sample(NamedTuple):
    """A question and what is known of it.

    ``facets``: those asked for, None where nobody has said. ``procedure``: an id, :data:`NO_PROCEDURE` for none of ours,
    None where nobody has said. ``beyond``: it asks for something of which no description of a procedure speaks.
    """

    text: str
    facets: Optional[Collection[Facet]] = None
    procedure: Optional[str] = None
    beyond: bool = False


class _Token(NamedTuple):
    """A word or a sign: the features that it has alone, and those that make pairs with its neighbours'."""

    alone: list[str]
    paired: list[str]


class QuestionReader:
    """Reads questions. Without models each phrase of the lexicon asks, and no procedure is likely."""

    def __init__(
        self,
        extractor: FacetExtractor,
        concepts: Concepts,
        cues: Optional[Cues] = None,
        facets: Optional[LinearModel] = None,
        procedures: Optional[LinearModel] = None,
    ) -> None:
        self._extractor = extractor
        self._concepts = concepts
        self._cues = cues or Cues({})
        self._facets = facets
        self._procedures = procedures

    @classmethod
    def train(
        cls,
        samples: Iterable[Sample],
        extractor: FacetExtractor,
        concepts: Concepts,
        cues: Optional[Cues] = None,
        *,
        contexts: Sequence[str] = (),
        spelling: Optional[Spelling] = None,
    ) -> QuestionReader:
        """Learns from questions, and from what :func:`augmented` makes of them.

        ``contexts`` are sentences about anything, which ask for nothing. ``spelling`` restores the words of mistyped
        questions, as it will those of messages.
        """
        reader = cls(extractor, concepts, cues)
        made = augmented(samples, contexts)
        features = []
        for sample, is_mistyped in made:
            found = words(sample.text)
            features.append(reader._seen(sample.text, spelling.restored(found) if spelling and is_mistyped else found))
        given = [sample for sample, _ in made]
        asking = [at for at, sample in enumerate(given) if sample.facets is not None]
        reader._facets = LinearModel.train_independent(
            [features[at] for at in asking], [_classes(given[at]) for at in asking]
        )
        about = [at for at, sample in enumerate(given) if sample.procedure is not None]
        if len({given[at].procedure for at in about}) > 1:
            reader._procedures = LinearModel.train(
                [features[at] for at in about], [given[at].procedure or NO_PROCEDURE for at in about], minimal_count=2
            )
        return reader

    def read(self, text: str, text_words: Optional[Sequence[Word]] = None) -> QuestionReading:
        """What ``text`` asks: the facets that phrases name, in order, then those asked for without a phrase; and the rest.

        ``text_words``: the words that were meant, where they are not simply those of the text.
        """
        text_words = words(text) if text_words is None else text_words
        mentions = self._extractor.extract(text, text_words)
        if self._facets is None:
            return QuestionReading([_mention(mention) for mention in mentions])
        features = self._features(text, text_words, mentions)
        likelihood = dict(zip(self._facets.classes, self._facets.independent(features).tolist()))
        by_phrases_only = len(text_words) <= FEW_WORDS and covers(mentions, text_words)
        return QuestionReading(
            [_mention(mention) for mention in mentions] if by_phrases_only else _judged(mentions, likelihood),
            *self._likely(features),
            likelihood.get(_BEYOND, 0.0),
        )

    def _likely(self, features: Sequence[str]) -> tuple[dict[str, float], float]:
        """The likely procedures with their probabilities, and the probability that it is none of those learnt.

        Nothing is said of a message in which no word is known: parts of words fit anything.
        """
        model = self._procedures
        if model is None or not any(f[0] in _WHOLE_WORDS and len(f) > _TELLING and model.knows(f) for f in features):
            return {}, 0.0
        shares = dict(model.ranking(features))
        elsewhere = shares.pop(NO_PROCEDURE, 0.0)
        return {name: share for name, share in shares.items() if share >= LIKELY}, elsewhere

    def _seen(self, text: str, text_words: Sequence[Word]) -> list[str]:
        return self._features(text, text_words, self._extractor.extract(text, text_words))

    def _features(self, text: str, text_words: Sequence[Word], mentions: Sequence[FacetMention]) -> list[str]:
        """The features of a message; the first letter is their kind."""
        found: list[str] = []
        before: list[str] = []
        tokens = self._tokens(text, [word for word in text_words if word.end <= _READ], mentions)
        for token in tokens:
            found += token.alone
            found += [f"{first} {second}" for first in before for second in token.paired]
            before = token.paired
        return [*found, f"n{min(len(tokens), _WORDS_COUNTED)}"]

    def _tokens(self, text: str, text_words: Sequence[Word], mentions: Sequence[FacetMention]) -> list[_Token]:
        norms = [word.norm for word in text_words]
        meant: list[list[str]] = [[f"q{cue}" for cue in sorted(cues)] for cues in self._cues.find(norms)]
        for concept in self._concepts.find(norms):
            for at in range(concept.first, concept.last + 1):
                meant[at].append(f"c{concept.concept}")
        for mention in mentions:
            for at in range(mention.first_word, min(mention.last_word + 1, len(norms))):
                meant[at].append(f"F{mention.facet.value}")
        tokens, end = [], 0
        for word, meaning in zip(text_words, meant):
            tokens += _sign(text[end : word.start])
            letters, sound = _letters(word.norm)
            tokens.append(_Token([*letters, *meaning], [*sound, *meaning]))
            end = word.end
        return tokens + _sign(text[end:_READ])

    def save(self, directory: Path) -> None:
        """Writes a file for each model."""
        for model, name in ((self._facets, _FACETS_FILE), (self._procedures, _PROCEDURES_FILE)):
            if model:
                model.save(directory / name)

    @classmethod
    def load(
        cls, directory: Path, extractor: FacetExtractor, concepts: Concepts, cues: Optional[Cues] = None
    ) -> QuestionReader:
        """Reads what :meth:`save` wrote; one that has learnt no two procedures has no file of them.

        Raises:
            ModelError: the file of the facets is missing, or a file is damaged.
        """
        procedures = directory / _PROCEDURES_FILE
        return cls(
            extractor,
            concepts,
            cues,
            LinearModel.load(directory / _FACETS_FILE),
            LinearModel.load(procedures) if procedures.exists() else None,
        )


def _classes(sample: Sample) -> set[str]:
    return {facet.value for facet in sample.facets or ()} | ({_BEYOND} if sample.beyond else set())


def _mention(found: FacetMention, asked: bool = True) -> Mention:
    return Mention(found.facet, found.start, found.end, asked)


def _judged(mentions: Sequence[FacetMention], likelihood: Mapping[str, float]) -> list[Mention]:
    """The mentions, each asked for or not, and after them the facets that the message as a whole asks for."""
    named = {mention.facet for mention in mentions}
    judged = [_mention(mention, likelihood.get(mention.facet.value, 0) >= ASKED_BY_PHRASE) for mention in mentions]
    unnamed = [facet for facet in Facet if facet not in named and likelihood.get(facet.value, 0) >= ASKED]
    return judged + [Mention(facet, 0, 0) for facet in unnamed]


def covers(mentions: Sequence[FacetMention], text_words: Sequence[Word]) -> bool:
    """Whether all but one-letter words of a message are in phrases; so it is when it has no other words."""
    inside = {at for mention in mentions for at in range(mention.first_word, mention.last_word + 1)}
    return all(at in inside or len(word.norm) == 1 for at, word in enumerate(text_words))


def augmented(samples: Iterable[Sample], contexts: Sequence[str] = ()) -> list[tuple[Sample, bool]]:
    """The questions, and whether they are mistyped: as they are; some of them mistyped; pairs of them in a row, which ask
    for what both ask for; some of them beside a sentence that asks for nothing, as people tell their story; and some of
    those sentences. Always the same.
    """
    random = Random(0)  # noqa: S311  # not for secrets
    given = list(samples)
    questions = [sample for sample in given if sample.facets is not None]
    made = [*given, *_joined(questions, random)]
    if contexts:
        made += _in_context(questions, contexts, random)
        made += [Sample(context, (), NO_PROCEDURE) for context in contexts if random.random() < ASKING_NOTHING_SHARE]
    return [(sample, False) for sample in made] + [(sample, True) for sample in _mistyped(given, random)]


def _mistyped(samples: Sequence[Sample], random: Random) -> Iterator[Sample]:
    for sample in samples:
        if random.random() < MISTYPED_SHARE:
            yield sample._replace(text=mistyped(sample.text, random))


def _joined(samples: Sequence[Sample], random: Random) -> Iterator[Sample]:
    for sample in samples:
        if random.random() < JOINED_SHARE:
            other = random.choice(samples)
            asked = {*(sample.facets or ()), *(other.facets or ())}
            if len(asked) <= MOST_FACETS:
                text = sample.text + random.choice(_JOINTS) + other.text
                yield Sample(text, asked, beyond=sample.beyond or other.beyond)


def _in_context(samples: Sequence[Sample], contexts: Sequence[str], random: Random) -> Iterator[Sample]:
    for sample in samples:
        if random.random() < IN_CONTEXT_SHARE:
            first, last = random.sample([sample.text, random.choice(contexts)], 2)
            yield sample._replace(text=first + random.choice(_JOINTS) + last)


def _sign(between: str) -> list[_Token]:
    """The first punctuation mark between two words."""
    mark = _SIGN.search(between)
    feature = [f"s{mark.group().translate(_SIGNS)}"] if mark else []
    return [_Token(feature, feature)] if mark else []


@lru_cache(maxsize=65536)
def _letters(norm: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the letters of a word say: the word, its skeleton, its sounds and their n-grams; and its sounds alone."""
    if norm.isdigit():
        return (f"w{_NUMBER}", f"w{norm}"), ()
    found = [f"w{norm}"]
    bones, sound = skeleton(norm), sound_form(norm)
    if bones:
        found.append(f"W{bones}")
    if sound:
        whole = f"<{sound}>"
        found.append(f"P{sound}")
        found += [f"h{whole[at : at + size]}" for size in _GRAM_SIZES for at in range(len(whole) - size + 1)]
    return tuple(found), ((f"P{sound}",) if sound else ())
