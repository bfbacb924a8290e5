"""Checkpoint in, Argos package out: the averaged weights as CTranslate2 int8, checked against PyTorch."""

import argparse
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import transformer_spec
from network import EOS, Attention, Layer, Network, Shape, greedy
from torch import nn

LIMIT = 14_000_000
STAMP = (2020, 1, 1, 0, 0, 0)


def load(path: Path) -> Network:
    """The averaged weights of a checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model = Network(Shape(**saved["shape"]))
    model.load_state_dict(saved["mean"])
    return model.eval()


def array(tensor: torch.Tensor) -> np.ndarray:
    """As NumPy."""
    return tensor.detach().float().contiguous().numpy().copy()


def put_linear(spec: object, linear: nn.Linear) -> None:
    """A linear layer."""
    spec.weight, spec.bias = array(linear.weight), array(linear.bias)


def put_norm(spec: object, norm: nn.LayerNorm) -> None:
    """A layer norm."""
    spec.gamma, spec.beta = array(norm.weight), array(norm.bias)


def put_attention(spec: object, attention: Attention, norm: nn.LayerNorm) -> None:
    """Attention with the norm before it."""
    put_norm(spec.layer_norm, norm)
    inner = [attention.query, attention.pair] if attention.cross else [attention.triple]
    for part, linear in zip(spec.linear, [*inner, attention.out], strict=True):
        put_linear(part, linear)


def put_layer(spec: object, layer: Layer) -> None:
    """A layer of the encoder or the decoder."""
    put_attention(spec.self_attention, layer.own, layer.norm_own)
    if layer.other is not None:
        put_attention(spec.attention, layer.other, layer.norm_other)
    put_norm(spec.ffn.layer_norm, layer.norm_inner)
    put_linear(spec.ffn.linear_0, layer.up)
    put_linear(spec.ffn.linear_1, layer.down)


def specification(model: Network, pieces: list[str]) -> transformer_spec.TransformerSpec:
    """The model as CTranslate2 describes it."""
    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (int(shape.encoder), int(shape.decoder)), int(shape.heads), pre_norm=True
    )
    table, place = array(model.table.weight), array(model.place)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = np.zeros(len(table), dtype=np.float32)
    for side, layers, norm in (
        (spec.encoder, model.encoder, model.norm_encoder),
        (spec.decoder, model.decoder, model.norm_decoder),
    ):
        side.position_encodings.encodings = place
        put_norm(side.layer_norm, norm)
        for part, layer in zip(side.layer, layers, strict=True):
            put_layer(part, layer)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_eos = True
    spec.config.add_source_bos = False
    return spec


def convert(model: Network, pieces: list[str], folder: Path, quantization: str | None) -> None:
    """Write the CTranslate2 model."""
    spec = specification(model, pieces)
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def agreement(model: Network, spm: sentencepiece.SentencePieceProcessor, lines: list[str], limit: int = 80) -> float:
    """Of these lines, the share that PyTorch and CTranslate2 in float32 translate alike, both greedily."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        convert(model, [spm.id_to_piece(i) for i in range(spm.vocab_size())], path, None)
        translator = ctranslate2.Translator(str(path), compute_type="float32", intra_threads=1)
        results = translator.translate_batch(spm.encode(lines, out_type=str), beam_size=1, max_decoding_length=limit)
    theirs = [spm.piece_to_id(result.hypotheses[0]) for result in results]
    ours = greedy(model, [[*ids, EOS] for ids in spm.encode(lines)], "cpu", limit)
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(lines)


def metadata(version: str) -> dict[str, object]:
    """Argos' metadata.json; `starter` is Bylingual's own word, which Argos passes over."""
    return {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "en",
        "from_name": "English",
        "to_code": "es",
        "to_name": "Spanish",
        "type": "translate",
        "starter": True,
    }


def archive(folder: Path, path: Path) -> None:
    """The folder as a zip that is the same whenever it is made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                info = zipfile.ZipInfo(str(file.relative_to(folder.parent)), STAMP)
                info.external_attr = 0o644 << 16
                out.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path, help="prepare.py's folder, for sentencepiece.model")
    parser.add_argument("out", type=Path, help="folder for the package, unpacked and as .argosmodel")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--readme", type=Path, help="the package's README.md: licence and attributions")
    parser.add_argument("--check", type=Path, help="TSV with a header whose first lines PyTorch is compared on")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = load(args.checkpoint)
    name = f"translate-en_es-{args.version.replace('.', '_')}"
    folder = args.out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(args.data / "sentencepiece.model", folder / "sentencepiece.model")
    spm = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    convert(model, [spm.id_to_piece(i) for i in range(spm.vocab_size())], folder / "model", "int8")
    (folder / "metadata.json").write_text(json.dumps(metadata(args.version), indent=2) + "\n", encoding="utf-8")
    readme = args.readme.read_text(encoding="utf-8") if args.readme else "# English–Spanish starter model\n"
    (folder / "README.md").write_text(readme, encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    archive(folder, args.out / f"{name}.argosmodel")
    print(f"{folder}: {size:,} bytes")
    if args.check:
        with args.check.open(encoding="utf-8") as lines:
            sources = [line.split("\t")[0] for line in lines][1:201]
        print(f"PyTorch and CTranslate2 (float32, greedy) agree on {agreement(model, spm, sources):.1%} of lines")
    if size > LIMIT:
        raise SystemExit(f"larger than {LIMIT:,} bytes")


if __name__ == "__main__":
    main()
