"""What aics-tlog, which nobody of Banjie wrote, says of a log: reads it as JSON, answers in JSON."""

import base64
import json
import sys

from aics_tlog import (
    MerkleTree,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    sign_cosignature,
    cosignature_vkey,
    format_vkey,
    verify_checkpoint,
    verify_consistency,
    verify_leaf_inclusion,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

log = json.load(sys.stdin)
tree = MerkleTree([entry.encode() for entry in log["entries"]])
hashes = lambda proof: [base64.b64decode(one, validate=True) for one in proof]
answer = {"checkpoints": [], "cosigned": [], "inclusion": 0, "consistency": 0, "refused": 0}

witness = Ed25519PrivateKey.generate()
name = "witness.example/python"
answer["witness"] = format_vkey(cosignature_vkey(name, witness.public_key()))
for text in log["checkpoints"]:
    note = parse_note(text)
    for key in log["keys"]:
        found = verify_checkpoint(note, parse_vkey(key))
        answer["checkpoints"].append([found.ok, found.size, found.root == tree.root(found.size), found.error])
    body = parse_checkpoint(note.text)
    _, line = sign_cosignature(witness, name, 1800000000, body.origin, body.size, body.root)
    answer["cosigned"].append(f"— {line.name} {base64.b64encode(line.key_id + line.signature).decode()}")

for index, size, proof in log["inclusion"]:
    leaf = log["entries"][index].encode()
    answer["inclusion"] += verify_leaf_inclusion(leaf, index, size, hashes(proof), tree.root(size))
    answer["refused"] += not verify_leaf_inclusion(leaf + b"!", index, size, hashes(proof), tree.root(size))
for old, new, proof in log["consistency"]:
    answer["consistency"] += verify_consistency(old, new, tree.root(old), tree.root(new), hashes(proof))

# A checkpoint with a signature that Banjie has added, as a policy of witnesses reads it.
if log.get("withWitness"):
    found = verify_checkpoint(
        parse_note(log["withWitness"]["note"]), parse_vkey(log["keys"][0]), [parse_vkey(log["withWitness"]["key"])], quorum=1
    )
    answer["quorum"] = [found.ok, found.witnesses]
print(json.dumps(answer))
