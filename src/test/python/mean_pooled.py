"""The classifier that Antidote trains, in transformers: a BERT, the mean of its last hidden states, and a linear layer."""

import torch
from transformers import BertConfig, BertModel


class MeanPooled(BertModel):
    """PEFT finds our head in it: `classifier` is in the adapter's modules_to_save."""

    def __init__(self, config: BertConfig, classes: int = 2):
        super().__init__(config, add_pooling_layer=False)
        self.classifier = torch.nn.Linear(config.hidden_size, classes)

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = BertModel.forward(self, input_ids=ids, attention_mask=mask).last_hidden_state
        return (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **unused) -> torch.Tensor:
        return self.classifier(self.pooled(input_ids, attention_mask))


def padded(texts: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, texts))
    ids = torch.tensor([text + [0] * (longest - len(text)) for text in texts])
    mask = torch.tensor([[1] * len(text) + [0] * (longest - len(text)) for text in texts])
    return ids, mask
