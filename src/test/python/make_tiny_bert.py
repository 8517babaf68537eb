"""Makes the tiny random BERT of the tests, and what transformers, PEFT and torch's AdamW compute with it.

    python make_tiny_bert.py ../resources/dev/antidote/model

Writes tiny-bert/ (a Hugging Face directory), tiny-bert-shards/ (the same weights with the prefix of a model with a
head, as bfloat16 and float16 shards), tiny-adapter/ (written by PEFT) and tiny-reference.json.
"""

import json
import random
import shutil
import sys
from pathlib import Path

import torch
from mean_pooled import MeanPooled, padded
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig

CONFIG = BertConfig(
    vocab_size=64,
    hidden_size=32,
    num_hidden_layers=2,
    num_attention_heads=4,
    intermediate_size=48,
    max_position_embeddings=40,
    layer_norm_eps=1e-6,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)
CLASSES = 3
TARGETS = r"encoder\.layer\.\d+\.(attention\.self\.query|attention\.self\.value|intermediate\.dense|output\.dense)"


def randomize(module: torch.nn.Module, deviation: float) -> None:
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.normal_(1.0 if "LayerNorm.weight" in name else 0.0, deviation)


def tokenizer() -> Tokenizer:
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    vocabulary = specials + letters + ["##" + c for c in letters] + [".", ",", "the", "cat", "##ing", "mn"]
    made = Tokenizer(WordPiece({t: i for i, t in enumerate(vocabulary)}, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    made.add_special_tokens(specials)
    made.enable_truncation(6)
    made.enable_padding(length=6)
    return made


def sequences(seed: int, lengths: list[int]) -> list[list[int]]:
    source = random.Random(seed)
    return [[2] + [source.randrange(5, 63) for _ in range(n - 2)] + [3] for n in lengths]


def losses(model: torch.nn.Module, texts: list[list[int]], labels: list[int], decay: float, clip: float) -> list[float]:
    chosen = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(chosen, lr=1e-3, betas=(0.8, 0.95), eps=1e-7, weight_decay=decay)
    values = []
    for rate in (1e-2, 8e-3, 6e-3, 4e-3, 2e-3):
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = torch.nn.functional.cross_entropy(model(*padded(texts)), torch.tensor(labels))
        optimizer.zero_grad()
        loss.backward()
        if clip > 0:
            torch.nn.utils.clip_grad_norm_(chosen, clip)
        optimizer.step()
        values.append(loss.item())
    return values


def shards(model: torch.nn.Module, directory: Path) -> None:
    shutil.copytree(directory.with_name("tiny-bert"), directory, ignore=shutil.ignore_patterns("*.safetensors"))
    state = {"bert." + k: v for k, v in model.state_dict().items() if not k.startswith("classifier")}
    first = {k: v.to(torch.bfloat16) for k, v in state.items() if ".layer.1." not in k}
    second = {k: v.to(torch.float16) for k, v in state.items() if ".layer.1." in k}
    names = {}
    for number, part in ((1, first), (2, second)):
        name = f"model-0000{number}-of-00002.safetensors"
        save_file(part, directory / name)
        names.update({k: name for k in part})
    index = {"metadata": {}, "weight_map": names}
    (directory / "model.safetensors.index.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n")


def rounded(matrix: torch.Tensor) -> list[list[float]]:
    return [[round(value, 7) for value in row] for row in matrix.tolist()]


def main(root: Path) -> None:
    torch.manual_seed(20260101)
    for name in ("tiny-bert", "tiny-bert-shards", "tiny-adapter"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "tiny-bert").mkdir(parents=True)
    model = MeanPooled(CONFIG, CLASSES).eval()
    randomize(model, 0.3)
    config = {k: v for k, v in CONFIG.to_diff_dict().items() if k not in ("transformers_version", "dtype")}
    config |= {"model_type": "bert", "hidden_act": "gelu", "type_vocab_size": 2, "architectures": ["BertModel"]}
    (root / "tiny-bert/config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    tokenizer().save(str(root / "tiny-bert/tokenizer.json"))
    base = {k: v for k, v in model.state_dict().items() if not k.startswith("classifier")}
    save_file(base, root / "tiny-bert/model.safetensors", metadata={"format": "pt"})
    shards(model, root / "tiny-bert-shards")

    texts = sequences(1, [5, 12, 2, 40, 7])
    labels = [0, 2, 1, 1, 0]
    with torch.no_grad():
        reference = {"texts": texts, "labels": labels, "pooled": rounded(model.pooled(*padded(texts)))}

    model.name_or_path = "tiny-bert"
    lora = LoraConfig(r=4, lora_alpha=8, target_modules=TARGETS, modules_to_save=["classifier"])
    adapted = get_peft_model(model, lora).eval()
    for name, parameter in adapted.named_parameters():
        if parameter.requires_grad:
            torch.nn.init.normal_(parameter, 0.0, 0.2)
    adapted.save_pretrained(root / "tiny-adapter")
    (root / "tiny-adapter/README.md").unlink()
    with torch.no_grad():
        reference["logits"] = rounded(adapted(*padded(texts)))
    start = {k: v.clone() for k, v in adapted.state_dict().items()}
    for key, decay, clip in (("losses", 0.0, 0.0), ("lossesWithDecay", 0.1, 0.0), ("lossesWithClip", 0.0, 0.05)):
        adapted.load_state_dict(start)
        reference[key] = losses(adapted, texts, labels, decay, clip)
    (root / "tiny-reference.json").write_text(json.dumps(reference) + "\n")


main(Path(sys.argv[1]))
