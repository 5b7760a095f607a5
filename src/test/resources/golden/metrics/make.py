"""Scores of made-up predictions, computed by scikit-learn; prints the JSON beside this file."""

import json
import sys

import numpy as np
import sklearn
from sklearn import metrics


def classification(name, classes, truth, probabilities):
    """Every score of one set of predictions; classes that are in neither list stay out of means."""
    truth = np.array(truth)
    p = np.array(probabilities)
    predicted = p.argmax(axis=1)
    labels = list(range(classes))
    used = sorted(set(truth) | set(predicted))
    prf = metrics.precision_recall_fscore_support(
        truth, predicted, labels=labels, zero_division=0
    )

    def average(kind):
        values = metrics.precision_recall_fscore_support(
            truth, predicted, labels=used, average=kind, zero_division=0
        )
        return [float(v) for v in values[:3]]

    tables = metrics.multilabel_confusion_matrix(truth, predicted, labels=labels)
    specificity = [
        float(t[0, 0] / (t[0, 0] + t[0, 1])) if t[0].sum() else 0.0 for t in tables
    ]
    aucs = []
    curves = []
    for c in labels:
        of_class = truth == c
        if of_class.all() or not of_class.any():
            aucs.append(None)
            curves.append(None)
            continue
        aucs.append(float(metrics.roc_auc_score(of_class, p[:, c])))
        fpr, tpr, _ = metrics.roc_curve(of_class, p[:, c], drop_intermediate=False)
        curves.append([fpr.tolist(), tpr.tolist()])
    whole = len(set(truth)) == classes
    ovr = {}
    if whole and classes > 2:
        for kind in ("macro", "weighted"):
            ovr[kind] = float(
                metrics.roc_auc_score(truth, p, multi_class="ovr", average=kind)
            )
    top = {}
    for k in range(2, min(5, classes - 1) + 1):
        top[str(k)] = float(
            metrics.top_k_accuracy_score(truth, p, k=k, labels=labels)
        )
    return {
        "name": name,
        "classes": classes,
        "truth": truth.tolist(),
        "probabilities": p.tolist(),
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "loss": float(metrics.log_loss(truth, p, labels=labels, eps=1e-15)),
        "precision": prf[0].tolist(),
        "recall": prf[1].tolist(),
        "f1": prf[2].tolist(),
        "support": prf[3].tolist(),
        "specificity": specificity,
        "macro": average("macro"),
        "weighted": average("weighted"),
        "auc": aucs,
        "curves": curves,
        "ovr": ovr,
        "top": top,
    }


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def drawn(random, rows, classes, shares, sharpness):
    truth = random.choice(classes, size=rows, p=shares)
    z = random.normal(size=(rows, classes))
    z[np.arange(rows), truth] += sharpness
    return truth, softmax(z)


def regression(name, targets, predictions):
    t = np.array(targets, dtype=float)
    y = np.array(predictions, dtype=float)
    return {
        "name": name,
        "targets": t.tolist(),
        "predictions": y.tolist(),
        "mse": float(metrics.mean_squared_error(t, y)),
        "rmse": float(np.sqrt(metrics.mean_squared_error(t, y))),
        "mae": float(metrics.mean_absolute_error(t, y)),
        "r2": float(metrics.r2_score(t, y)),
    }


def main():
    random = np.random.default_rng(7)
    cases = []
    cases.append(classification("two classes", 2, *drawn(random, 40, 2, [0.6, 0.4], 1.0)))
    truth, p = drawn(random, 50, 2, [0.5, 0.5], 0.5)
    second = np.round(p[:, 1] * 4) / 4 + 0.01  # ties between rows, none within a row
    p = np.stack([1 - second, second], axis=1)
    p = np.clip(p, 0.001, 0.999)
    cases.append(classification("ties", 2, truth, p))
    cases.append(
        classification("three classes", 3, *drawn(random, 60, 3, [0.2, 0.3, 0.5], 1.0))
    )
    truth, p = drawn(random, 80, 6, [0.5, 0.3, 0.1, 0.07, 0.03, 0.0], 1.0)
    p[:, 3] *= 1e-3  # class 3 occurs and is never predicted, class 5 neither nor
    p[:, 5] *= 1e-6
    p /= p.sum(axis=1, keepdims=True)
    cases.append(classification("six classes, some missing", 6, truth, p))
    truth = np.zeros(10, dtype=int)
    _, p = drawn(random, 10, 2, [0.5, 0.5], 1.0)
    cases.append(classification("one class only", 2, truth, p))

    t = random.normal(size=(30, 1)) * 3 + 5
    two = random.normal(size=(25, 2)) * [1, 10]
    numbers = [
        regression("one output", t, t + random.normal(size=t.shape)),
        regression("two outputs", two, two * 0.8 + 0.3),
        regression("worse than the mean", t, 10 - t),
        regression("targets that do not vary", np.full((5, 1), 2.0), np.arange(5.0)[:, None]),
        regression("targets that do not vary, exact", np.full((5, 1), 2.0), np.full((5, 1), 2.0)),
    ]
    json.dump(
        {"scikit-learn": sklearn.__version__, "cases": cases, "numbers": numbers}, sys.stdout
    )


if __name__ == "__main__":
    main()
