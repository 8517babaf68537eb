"""The engine programs of BERT-family encoders: TorchScript without weights; every weight is an argument.

Only real tokens are computed: a batch of B sequences of lengths n_b is packed into T = sum(n_b) rows, so padding costs
nothing in the linear layers; only attention sees a padded [B, L] view.

Arguments shared by all methods
  tokens    int64 [3, T]    token id, position in its sequence, and sequence number of each real token
  lengths   int64 [B]       tokens of each sequence, at least 1
  settings  float64 [4]     head count, layer-norm epsilon, LoRA scale (alpha / r), LoRA dropout
  weights   see `assemble`
  layout    int64 [P, 2]    rows and columns of each part of theta; 0 x 0 where a linear kind has no adapter
  theta     float32 [N]     all trainable values in one vector: per layer the ten parts A(query, key, value stacked),
                            B query, B key, B value, A and B of attention output, intermediate and output; then the
                            head's weight [C, H] and bias [1, C]
"""

import hashlib
import io
import sys
import zipfile
from typing import List

import torch
import torch.nn.functional as F


class Bert(torch.nn.Module):
    def forward(
        self, tokens: torch.Tensor, lengths: torch.Tensor, settings: torch.Tensor, weights: List[torch.Tensor]
    ) -> torch.Tensor:
        """Mean-pooled features [B, H] in float32."""
        none: List[torch.Tensor] = []
        return self.features(tokens, lengths, settings, weights, none)

    @torch.jit.export
    def logits(
        self,
        tokens: torch.Tensor,
        lengths: torch.Tensor,
        settings: torch.Tensor,
        head: List[torch.Tensor],
        weights: List[torch.Tensor],
    ) -> torch.Tensor:
        """Class scores [B, C] of merged weights; head is its weight [C, H] and bias [C]."""
        none: List[torch.Tensor] = []
        return F.linear(self.features(tokens, lengths, settings, weights, none), head[0], head[1])

    @torch.jit.export
    def score(
        self,
        tokens: torch.Tensor,
        lengths: torch.Tensor,
        settings: torch.Tensor,
        layout: torch.Tensor,
        theta: torch.Tensor,
        weights: List[torch.Tensor],
    ) -> torch.Tensor:
        """Class scores [B, C] of unmerged weights."""
        parts = self.parts(theta, layout)
        last = len(parts)
        # The head and the pooled features stay in float32; the adapters follow the precision of the base weights.
        adapters = self.parts(theta.to(weights[0].dtype), layout)
        features = self.features(tokens, lengths, settings, weights, adapters[: last - 2])
        return F.linear(features, parts[last - 2], parts[last - 1].view(-1))

    @torch.jit.export
    def train_loss(
        self,
        tokens: torch.Tensor,
        lengths: torch.Tensor,
        labels: torch.Tensor,
        settings: torch.Tensor,
        layout: torch.Tensor,
        theta: torch.Tensor,
        weights: List[torch.Tensor],
    ) -> torch.Tensor:
        """Mean cross-entropy of a batch; gradients flow to theta only."""
        return F.cross_entropy(self.score(tokens, lengths, settings, layout, theta, weights), labels)

    @torch.jit.export
    def step(self, hyper: torch.Tensor, theta: torch.Tensor, m: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        """One AdamW step (decoupled weight decay, bias correction); returns the gradient's norm before clipping.

        hyper: learning rate, step number from 1, beta1, beta2, epsilon, weight decay, largest gradient norm (0: none).
        """
        h: List[float] = hyper.tolist()
        rate, t, beta1, beta2, eps, decay, largest = h[0], h[1], h[2], h[3], h[4], h[5], h[6]
        norm = torch.zeros([1], dtype=torch.float32, device=theta.device)
        grad = theta.grad
        if grad is not None:
            with torch.no_grad():
                norm = grad.norm().view(1)
                if largest > 0.0:
                    grad.mul_(torch.clamp(largest / (norm + 1e-6), max=1.0))
                theta.mul_(1.0 - rate * decay)
                m.mul_(beta1).add_(grad, alpha=1.0 - beta1)
                v.mul_(beta2).addcmul_(grad, grad, value=1.0 - beta2)
                scale = (v.sqrt() / (1.0 - beta2**t) ** 0.5).add_(eps)
                theta.addcdiv_(m, scale, value=-rate / (1.0 - beta1**t))
                grad.zero_()
        return norm

    @torch.jit.export
    def assemble(self, raw: List[torch.Tensor]) -> List[torch.Tensor]:
        """Copies weights into the engine's own memory, query, key and value fused.

        raw: word, position and type embeddings, embedding norm weight and bias; then per layer weight and bias of
        query, key, value, attention output, attention norm, intermediate, output and output norm ([out, in]).
        """
        out: List[torch.Tensor] = [raw[0].clone(), raw[1].clone(), raw[2][0].clone(), raw[3].clone(), raw[4].clone()]
        for i in range((len(raw) - 5) // 16):
            o = 5 + 16 * i
            out.append(torch.cat([raw[o], raw[o + 2], raw[o + 4]]))
            out.append(torch.cat([raw[o + 1], raw[o + 3], raw[o + 5]]))
            for k in range(6, 16):
                out.append(raw[o + k].clone())
        return out

    @torch.jit.export
    def merge(
        self, settings: torch.Tensor, layout: torch.Tensor, theta: torch.Tensor, weights: List[torch.Tensor]
    ) -> List[torch.Tensor]:
        """Adds every adapter's scale * B A to the weights; the arguments stay as they are."""
        s: List[float] = settings.tolist()
        scale = s[2]
        parts = self.parts(theta, layout)
        hidden = weights[0].size(1)
        out: List[torch.Tensor] = weights[:5]
        for i in range((len(weights) - 5) // 12):
            o = 5 + 12 * i
            p = 10 * i
            fused = weights[o].clone()
            row = 0
            for k in range(3):
                b = parts[p + 1 + k]
                if b.numel() > 0:
                    rank = b.size(1)
                    a = parts[p][row : row + rank]
                    row += rank
                    fused[k * hidden : (k + 1) * hidden] += torch.mm(b, a) * scale
            out.append(fused)
            for k in range(1, 12):
                w = weights[o + k]
                at = -1
                if k == 2:
                    at = 4
                elif k == 6:
                    at = 6
                elif k == 8:
                    at = 8
                if at > 0 and parts[p + at].numel() > 0:
                    w = w + torch.mm(parts[p + at + 1], parts[p + at]) * scale
                out.append(w)
        return out

    @torch.jit.export
    def cast(self, weights: List[torch.Tensor]) -> List[torch.Tensor]:
        """The same weights in bfloat16."""
        return [w.to(torch.bfloat16) for w in weights]

    def parts(self, theta: torch.Tensor, layout: torch.Tensor) -> List[torch.Tensor]:
        shapes: List[List[int]] = layout.tolist()
        sizes: List[int] = [shape[0] * shape[1] for shape in shapes]
        flat = torch.split_with_sizes(theta, sizes)
        return [flat[i].view(shapes[i]) for i in range(len(flat))]

    def lora(
        self, x: torch.Tensor, y: torch.Tensor, a: torch.Tensor, b: torch.Tensor, scale: float, dropout: float
    ) -> torch.Tensor:
        if a.numel() == 0:
            return y
        if dropout > 0.0:
            x = F.dropout(x, dropout, True)
        return y + F.linear(F.linear(x, a) * scale, b)

    def attend(self, qkv: torch.Tensor, mask: torch.Tensor, heads: int) -> torch.Tensor:
        """Attention over fused [B, L, 3H]; mask [B, 1, 1, L] is 0 for real tokens and very negative elsewhere."""
        batch, length = qkv.size(0), qkv.size(1)
        size = qkv.size(2) // (3 * heads)
        t = qkv.view(batch, length, 3, heads, size).permute(2, 0, 3, 1, 4)
        weight = torch.softmax(torch.matmul(t[0] * size**-0.5, t[1].transpose(-1, -2)) + mask, -1)
        return torch.matmul(weight, t[2]).transpose(1, 2).reshape(batch * length, heads * size)

    def features(
        self,
        tokens: torch.Tensor,
        lengths: torch.Tensor,
        settings: torch.Tensor,
        w: List[torch.Tensor],
        p: List[torch.Tensor],
    ) -> torch.Tensor:
        s: List[float] = settings.tolist()
        heads, eps, scale, dropout = int(s[0]), s[1], s[2], s[3]
        hidden = w[0].size(1)
        total = tokens.size(1)
        batch = lengths.size(0)
        length = int(lengths.max().item())
        packed = total < batch * length
        at = tokens[2] * length + tokens[1]
        real = torch.arange(length, device=lengths.device).view(1, length) < lengths.view(batch, 1)
        mask = torch.zeros([batch, 1, 1, length], dtype=w[0].dtype, device=lengths.device)
        mask = mask.masked_fill(torch.logical_not(real).view(batch, 1, 1, length), -1e9)
        x = F.embedding(tokens[0], w[0]) + F.embedding(tokens[1], w[1]) + w[2]
        x = F.layer_norm(x, [hidden], w[3], w[4], eps)
        none = torch.zeros([0, 0], device=x.device)
        for i in range((len(w) - 5) // 12):
            o = 5 + 12 * i
            a: List[torch.Tensor] = [none, none, none, none, none, none, none, none, none, none]
            if len(p) > 0:
                a = p[10 * i : 10 * i + 10]
            qkv = self.project(x, w[o], w[o + 1], a, scale, dropout)
            if packed:
                empty = torch.zeros([batch * length, 3 * hidden], dtype=x.dtype, device=x.device)
                qkv = empty.index_copy_(0, at, qkv)
            c = self.attend(qkv.view(batch, length, 3 * hidden), mask, heads)
            if packed:
                c = c.index_select(0, at)
            y = self.lora(c, self.dense(c, w[o + 2], w[o + 3]), a[4], a[5], scale, dropout)
            x = F.layer_norm(x + y, [hidden], w[o + 4], w[o + 5], eps)
            h = self.expand(x, w[o + 6], w[o + 7], a[6], a[7], scale, dropout)
            y = self.lora(h, self.dense(h, w[o + 8], w[o + 9]), a[8], a[9], scale, dropout)
            x = F.layer_norm(x + y, [hidden], w[o + 10], w[o + 11], eps)
        sums = torch.zeros([batch, hidden], dtype=torch.float32, device=x.device)
        return sums.index_add(0, tokens[2], x.to(torch.float32)) / lengths.view(batch, 1)

    def dense(self, x: torch.Tensor, w: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        return F.linear(x, w, bias)

    def expand(
        self,
        x: torch.Tensor,
        w: torch.Tensor,
        bias: torch.Tensor,
        a: torch.Tensor,
        b: torch.Tensor,
        scale: float,
        dropout: float,
    ) -> torch.Tensor:
        """The wider layer of a block and its GELU."""
        return F.gelu(self.lora(x, self.dense(x, w, bias), a, b, scale, dropout))

    def project(
        self,
        x: torch.Tensor,
        w: torch.Tensor,
        bias: torch.Tensor,
        a: List[torch.Tensor],
        scale: float,
        dropout: float,
    ) -> torch.Tensor:
        """Query, key and value at once [T, 3H], each with its own adapter over one stacked A."""
        y = self.dense(x, w, bias)
        if a[0].numel() == 0:
            return y
        if dropout > 0.0:
            x = F.dropout(x, dropout, True)
        t = F.linear(x, a[0]) * scale
        hidden = x.size(1)
        row = 0
        deltas: List[torch.Tensor] = []
        for k in range(3):
            b = a[1 + k]
            if b.numel() == 0:
                deltas.append(torch.zeros([x.size(0), hidden], dtype=x.dtype, device=x.device))
            else:
                rank = b.size(1)
                deltas.append(F.linear(t[:, row : row + rank], b))
                row += rank
        return y + torch.cat(deltas, 1)


class OneDnnBert(Bert):
    """The same for serving on processors in float32, whose products oneDNN computes faster than MKL does.

    Not every build of the engine has the operator, and it has no gradient.
    """

    def dense(self, x: torch.Tensor, w: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        return torch.ops.mkldnn._linear_pointwise(x, w, bias, "none", [], "")

    def expand(
        self,
        x: torch.Tensor,
        w: torch.Tensor,
        bias: torch.Tensor,
        a: torch.Tensor,
        b: torch.Tensor,
        scale: float,
        dropout: float,
    ) -> torch.Tensor:
        if a.numel() == 0:  # the product and its GELU in one pass
            return torch.ops.mkldnn._linear_pointwise(x, w, bias, "gelu", [], "none")
        return F.gelu(self.lora(x, self.dense(x, w, bias), a, b, scale, dropout))


def export(program: torch.nn.Module, path: str) -> None:
    """Writes a program with the digest of this source; without debug records, which name the exporter's paths."""
    with open(__file__, "rb") as source:
        digest = hashlib.sha256(source.read()).hexdigest()
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(program), buffer, _extra_files={"source.sha256": digest})
    with zipfile.ZipFile(buffer) as archive, zipfile.ZipFile(path, "w") as kept:
        for entry in archive.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                kept.writestr(zipfile.ZipInfo(entry.filename), archive.read(entry))


if __name__ == "__main__":
    export(Bert(), f"{sys.argv[1]}/bert.pt")
    export(OneDnnBert(), f"{sys.argv[1]}/bert-onednn.pt")
