"""Loads an adapter that Antidote wrote with PEFT and compares the logits.

    mvn test -Dtest=PeftExchangeTest        (writes target/peft-check)
    python src/test/python/check_peft.py target/peft-check
"""

import json
import sys
from pathlib import Path

import torch
from mean_pooled import MeanPooled, padded
from peft import PeftModel
from transformers import BertModel

here = Path(sys.argv[1])
ours = json.loads((here / "logits.json").read_text())
expected = torch.tensor(ours["logits"])

model = MeanPooled.from_pretrained(ours["base"], classes=expected.size(1))
adapted = PeftModel.from_pretrained(model, here / "adapter").eval()
with torch.no_grad():
    ids, mask = padded(ours["texts"])
    logits = adapted(input_ids=ids, attention_mask=mask)
print("layers adapted:", sum("lora_A" in name for name, _ in adapted.named_parameters()))
print("largest difference of a logit:", (logits - expected).abs().max().item(), "of", expected.abs().max().item())
assert torch.allclose(logits, expected, atol=1e-4)

plain = BertModel.from_pretrained(ours["base"], add_pooling_layer=False)
PeftModel.from_pretrained(plain, here / "adapter")
print("a plain BertModel takes the adapter, too, without the head")
