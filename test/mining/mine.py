"""Opens the exports in a folder with pm4py, and says what it has read and discovered as JSON."""
import json
import sys
import warnings

warnings.filterwarnings("ignore")
import pandas as pd
import pm4py

folder = sys.argv[1]
csv = pd.read_csv(f"{folder}/export.csv", encoding="utf-8-sig")
csv["at"] = pd.to_datetime(csv["at"], format="ISO8601")
table = pm4py.format_dataframe(csv, case_id="caseId", activity_key="event", timestamp_key="at")
lines = pd.read_json(f"{folder}/export.jsonl", lines=True)
xes = pm4py.read_xes(f"{folder}/export.xes")
ocel = pm4py.read_ocel2_json(f"{folder}/export.ocel.json")


def counts(log):
    return {"events": len(log), "cases": int(log["case:concept:name"].nunique())}


# What leaves the state as it is, such as a comment, is no step of the process.
steps = xes[xes["fromState"] != xes["toState"]]
dfg, first, last = pm4py.discover_dfg(steps)
net, before, after = pm4py.discover_petri_net_inductive(steps)
fitness = pm4py.fitness_token_based_replay(steps, net, before, after)
states = {(a, b) for a, b in zip(steps["fromState"], steps["toState"]) if isinstance(a, str)}

print(
    json.dumps(
        {
            "csv": counts(table),
            "jsonl": {"events": len(lines), "cases": int(lines["caseId"].nunique())},
            "xes": counts(xes),
            "ocel": {
                "events": len(ocel.events),
                "cases": int((ocel.objects["ocel:type"] == "issueReport").sum()),
                "types": sorted(ocel.objects["ocel:type"].unique()),
                "relations": len(ocel.relations),
            },
            "resources": sorted(xes["org:resource"].unique()),
            "fitting": fitness["percentage_of_fitting_traces"],
            "states": sorted(states),
            "steps": sorted([a, b, n] for (a, b), n in dfg.items()),
            "first": first,
            "last": last,
        }
    )
)
