"""The locale of a message, as entities that fill the locale slots; an unserved language becomes an intent of its own."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import data
from bot.language.identifier import Identification, LocaleIdentifier
from bot.language.language_names import LanguageNames
from bot.locales import CODES, GUESSED_SLOT, HINTED_SLOT, LOCALE_KNOWN, LOCALES, OTHER, WRITTEN_SLOT
from bot.settings import settings
from bot.text.scripts import dominant_script

LANGUAGE_ENTITY = "language"
UNSERVED_INTENT = "unserved_language"
# Above it a short text is Darija («شحال»); a noun phrase («عقد الازدياد») is both, and stays below.
DARIJA_PROBABILITY = 0.7
GUESS_PROBABILITY = 0.5  # below it, what the page or the operator says is the better guess
_USUAL = ("fr", "ar", "zgh")  # what is most likely written in each script
_CHANNELS_OF_DARIJA = {"whatsapp", "sms"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ChobbakLocaleIdentifier(GraphComponent):
    """Adds ``written_locale`` when the message is clearly in one locale, ``guessed_locale`` otherwise (docs/language.md).

    It learns from ``data/nlu`` and ``data/language`` themselves, because Rasa's training data does not say which file
    an example is from. Comes after the intent classifier, whose result it replaces for a language we do not serve.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, identifier: LocaleIdentifier | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._identifier = identifier
        self._names = LanguageNames(data.gazetteer("languages"))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChobbakLocaleIdentifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ChobbakLocaleIdentifier:
        with model_storage.read_from(resource) as directory:
            identifier = LocaleIdentifier.load(directory, data.gazetteer("function_words"))
        return cls(model_storage, resource, identifier)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Lets Rasa see that files which it does not read itself have changed."""
        return data.fingerprint()

    def train(self, training_data: TrainingData) -> Resource:
        self._identifier = LocaleIdentifier.train(data.labelled_texts(), data.gazetteer("function_words"))
        with self._storage.write_to(self._resource) as directory:
            self._identifier.save(directory)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._process_one(message)
        return messages

    def _process_one(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        metadata = message.get("metadata") or {}
        entities = [self._entity(LANGUAGE_ENTITY, code, text) for code in self._names.mentioned(text)]
        if self._identifier:
            identification = self._identifier.identify(text)
            if identification.locale == OTHER and identification.clear:
                intent = {INTENT_NAME_KEY: UNSERVED_INTENT, PREDICTED_CONFIDENCE_KEY: identification.confidence}
                message.set("intent", intent, add_to_output=True)
            else:
                entities += self._locale_entities(identification, text, metadata)
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)

    def _locale_entities(
        self, identification: Identification, text: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if identification.locale and identification.clear:
            return [self._entity(WRITTEN_SLOT, identification.locale, text)]
        if metadata.get(LOCALE_KNOWN):
            return []
        if identification.locale in ("ar", "ary"):  # a short noun phrase is both; what people write there decides
            chats = metadata.get("channel") in _CHANNELS_OF_DARIJA
            spoken = identification.locale == "ary" and identification.confidence >= DARIJA_PROBABILITY
            return [self._entity(GUESSED_SLOT, "ary" if chats or spoken else "ar", text)]
        if identification.locale in CODES and identification.confidence >= GUESS_PROBABILITY:
            return [self._entity(GUESSED_SLOT, identification.locale, text)]
        return [self._entity(HINTED_SLOT, _locale_in_doubt(text, metadata.get("locale_hint")), text)]

    def _entity(self, name: str, value: str, text: str) -> dict[str, Any]:
        return {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": type(self).__name__}


def _locale_in_doubt(text: str, hint: object) -> str:
    """The client's hint, else the default, else the usual one of the script: the first in the script that was written."""
    hinted = hint if isinstance(hint, str) and hint in CODES else None
    script = dominant_script(text)
    candidates = [code for code in (hinted, settings().default_locale, *_USUAL) if code]
    return next((code for code in candidates if LOCALES[code].script is script), candidates[0])
