"""Multinomial logistic regression with soft targets and weights, on dense or sparse rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float32]


def log_softmax(scores: NDArray[Any]) -> NDArray[Any]:
    """Row-wise log probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def soft_targets(labels: NDArray[np.int64], count: int, smoothing: float) -> Floats:
    """One row an example: 1 - smoothing on its label, the rest spread evenly."""
    targets = np.full((len(labels), count), smoothing / count, np.float32)
    targets[np.arange(len(labels)), labels] += 1 - smoothing
    return targets


def fit_softmax(
    rows: Any, targets: Floats, strength: float, steps: int = 120, weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """Weights (features x labels) and bias (labels) that minimise cross-entropy; `strength` is scikit-learn's C."""
    features, labels = rows.shape[1], targets.shape[1]
    weigh = np.ones(len(targets), np.float32) if weights is None else weights
    weighed = targets * weigh[:, None]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weight = flat[: features * labels].reshape(features, labels).astype(np.float32)
        bias = flat[features * labels :].astype(np.float32)
        logs = log_softmax(rows @ weight + bias)
        error = np.exp(logs) * weigh[:, None] - weighed
        value = -float((weighed * logs).sum(dtype=np.float64)) * strength + 0.5 * float(
            (weight.astype(np.float64) ** 2).sum()
        )
        slope = np.empty_like(flat)
        slope[: features * labels] = (strength * (rows.T @ error) + weight).ravel()
        slope[features * labels :] = strength * error.sum(axis=0)
        return value, slope

    start = np.zeros(features * labels + labels)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 10})
    flat = found.x.astype(np.float32)
    return flat[: features * labels].reshape(features, labels), flat[features * labels :]
