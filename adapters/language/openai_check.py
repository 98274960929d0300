"""Whether OpenAI takes our key and has our model: asked of the model list, which costs nothing."""

from typing import Final

_TIMEOUT_S: Final = 10.0


async def examine(key: str, model: str, base_url: str | None) -> tuple[str, str | None]:
    """What was found, and its fix where something is wrong."""
    import openai

    client = openai.AsyncOpenAI(api_key=key, base_url=base_url, timeout=_TIMEOUT_S, max_retries=0)
    try:
        await client.models.retrieve(model)
    except openai.AuthenticationError:
        return "Language model: OpenAI refuses the key.", "correct OPENAI_API_KEY."
    except openai.NotFoundError:
        return f"Language model: OpenAI has no model {model} for this key.", "correct OPENAI_MODEL."
    except openai.APIConnectionError:
        return "Language model: does not answer.", "check the network, or OPENAI_BASE_URL."
    except openai.APIStatusError as error:
        return f"Language model: answers HTTP {error.status_code}.", "try again later; until then the rules write."
    except (openai.OpenAIError, ValueError):
        return "Language model: its answer cannot be read.", "check OPENAI_BASE_URL."
    finally:
        await client.close()
    return f"Language model: {model} is there.", None
