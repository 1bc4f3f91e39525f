"""What is written in flags, environment and file becomes checked settings, or one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from bot.settings.model import SECRET, leaves

ROOT = Path(__file__).parents[1]
NAMES = [".".join(path) for path in leaves()]


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    return file


def refusal(config: Path | None = None, **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(config, {}, environ)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_without_anything_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(None, {}, {"PATH": "/bin"})
    assert settings == Settings()
    assert settings.database == "sqlite+aiosqlite:///data/coop.db"
    assert settings.corpus_folder is None
    assert settings.retention.questions_days == 365
    assert not settings.organisation.complete


def test_flag_wins_over_environment_over_file_over_default(tmp_path: Path) -> None:
    file = written(tmp_path, "corpus: from-file\ndata_dir: from-file\nretrieval: {weighting: tfidf, shown: 2}\n")
    settings = load_settings(
        file, {"corpus": "from-flag"}, {"COOP_CORPUS": "from-env", "COOP_DATA_DIR": "env", "COOP_RETRIEVAL__SHOWN": "1"}
    )
    assert settings.corpus == "from-flag"
    assert settings.data_dir == Path("env")
    assert (settings.retrieval.weighting, settings.retrieval.shown) == ("tfidf", 1)
    assert settings.dialogue.context_minutes == 30


def test_the_file_of_the_folder_is_read_without_being_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "organisation:\n  name: Réseau\n  contact: 0123456789\n")
    monkeypatch.chdir(tmp_path)
    organisation = load_settings(None, {}, {}).organisation
    assert (organisation.name, organisation.contact) == ("Réseau", "0123456789")


def test_the_variables_everybody_knows() -> None:
    settings = load_settings(
        ROOT / "config.yaml",
        {},
        {
            "TELEGRAM_BOT_TOKEN": "1:abc",
            "TELEGRAM_API_ROOT": "http://127.0.0.1:8081/",
            "COOP_ADMINS": "telegram:1, telegram:2",
            "COOP_DATABASE_URL": "postgresql+asyncpg://me:pw@db/coop",
        },
    )
    assert settings.telegram.token.get_secret_value() == "1:abc"
    assert settings.telegram.api_root == "http://127.0.0.1:8081"
    assert settings.admins == ("telegram:1", "telegram:2")
    assert settings.database.startswith("postgresql+asyncpg://")
    assert "abc" not in repr(settings)


def test_an_empty_variable_or_an_empty_key_leaves_the_default(tmp_path: Path) -> None:
    file = written(tmp_path, "\ufeffretrieval:\ncorpus:\nadmins: []\n")
    assert load_settings(file, {}, {"COOP_RETRIEVAL__SHOWN": ""}) == Settings()


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("corpus: x\nretreival:\n  shown: 2\n", ":2: ", "retreival is not a setting"),
        ("retrieval:\n  wieghting: bm25\n", ":2: ", "did you mean retrieval.weighting?"),
        ("organisation:\n  zzzz: 1\n", ":2: ", "known here: name, contact, dpo, legal_basis, hosting"),
        ("retrieval:\n  weighting: cosine\n", ":2: ", "retrieval.weighting is 'cosine': should be 'bm25' or 'tfidf'"),
        ("retrieval:\n  shown: 12\n", ":2: ", "less than or equal to 5"),
        ("retrieval: 3\n", ":1: ", "retrieval should hold weighting, shown"),
        ("corpus: {a: b}\n", ":1: ", "corpus should be one value"),
        ("corpus: [a, b]\n", ":1: ", "corpus is 'a, b': should be one text"),
        ("corpus: a\ncorpus: b\n", ":2: ", "corpus is given twice"),
        ("- a\n", ":1: ", "should hold one 'key: value' a line"),
        ("corpus: [a\n", ":2: ", "not YAML"),
        ("retrieval:\n  shown: many\n", ":2: ", "retrieval.shown is 'many': should be a valid integer"),
        ("data_dir: [a, b]\n", ":1: ", "data_dir is 'a, b': should be one folder"),
        ('data_dir: ""\n', ":1: ", "should be one folder"),
        ("admins: [bob]\n", ":1: ", "admins is 'bob': should be addresses such as telegram:123456789"),
        (
            'admins: ["telegram:@bob"]\n',
            ":1: ",
            "admins is 'telegram:@bob': should be addresses such as telegram:123456789",
        ),
        ("daily:\n  time: 8h30\n", ":2: ", "daily.time is '8h30': should be an hour such as 08:30"),
        ("daily:\n  territory: DE\n", ":2: ", "should be FR, a subdivision such as FR-57, or empty"),
        ("daily:\n  territory: FR-67\n", ":2: ", "'FR-67': should be FR, FR- and one of 57, 6AE, 971, "),
        ("daily:\n\tzone: Europe/Paris\n", ":2: ", "not YAML: a tab, "),
        ("organisation:\n  name: Pays: Haut\n", ":2: ", "not YAML: a value that holds a colon and is not in quotes"),
        ("admins: " + "[" * 60_000, ":1: ", "not YAML: too deeply nested"),
        ("telegram:\n  token: 12:secret\n", ":2: ", "use the variable TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKEN: 12:secret\n", ":1: ", "use the variable TELEGRAM_BOT_TOKEN"),
        ("database_url: postgresql+asyncpg://me:secret@db/x\n", ":1: ", "use the variable COOP_DATABASE_URL"),
        ("database_url: mysql://db/x\n", ":1: ", "should begin with one of sqlite+aiosqlite://"),
        ("database_url: 'sqlite+aiosqlite:///:memory:'\n", ":1: ", "should name a file"),
        ("telegram:\n  api_root: example.org\n", ":2: ", "'example.org': should be an address such as https://"),
    ],
)
def test_what_is_wrong_in_the_file_is_one_line_with_its_place(tmp_path: Path, text: str, place: str, said: str) -> None:
    line = refusal(written(tmp_path, text))
    assert place in line
    assert said in line
    assert "secret@" not in line
    assert "12:secret" not in line


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"organisation: {name: R\xe9seau}\n")
    assert "not UTF-8" in refusal(tmp_path / "latin.yaml")


def test_what_is_wrong_in_the_environment_names_the_variable() -> None:
    config = ROOT / "config.yaml"
    assert refusal(config, COOP_RETRIEVAL__SHOWN="many").startswith("COOP_RETRIEVAL__SHOWN: retrieval.shown is 'many':")
    assert "did you mean corpus?" in refusal(config, COOP_CORPSU="x")
    assert refusal(config, COOP_RETRIEVAL="x").endswith(
        " holds several settings; write one of COOP_RETRIEVAL__WEIGHTING, COOP_RETRIEVAL__SHOWN"
    )
    assert "hunter2" not in refusal(config, COOP_DATABASE_URL="mysql://me:hunter2@db/x")


def test_the_file_we_ship_says_the_defaults() -> None:
    assert load_settings(ROOT / "config.yaml", {}, {}) == Settings()


@pytest.mark.parametrize("name", [".".join(path) for path in leaves() if path not in SECRET])
def test_every_setting_stands_in_the_file_we_ship_under_a_comment(name: str) -> None:
    lines = (ROOT / "config.yaml").read_text("utf-8").splitlines()
    indent = "  " * name.count(".")
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{indent}{name.rpartition('.')[2]}:"))
    assert lines[at - 1].strip().startswith("#")


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_its_paragraph(name: str) -> None:
    paragraphs = re.split(r"\n\s*\n", (ROOT / "docs" / "settings.md").read_text("utf-8"))
    assert [p for p in paragraphs if p.startswith(f"`{name}`")], name


def test_settings_do_not_change_once_made() -> None:
    assert Settings.model_config["frozen"]
    assert hash(Settings()) == hash(Settings())
