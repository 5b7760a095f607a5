package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Initializer;
import rawi.nn.Parameter;
import rawi.nn.Weights;

/** What a normalization layer ends with: gamma and beta, each if wanted. */
record Affine(Optional<Parameter> gamma, Optional<Parameter> beta) {
  /** Gamma of ones and beta of zeros. */
  static Affine create(boolean scale, boolean center, Weights weights, long... shape) {
    return new Affine(
        scale ? Optional.of(weights.create("gamma", Initializer.ONES, shape)) : Optional.empty(),
        center ? Optional.of(weights.create("beta", Initializer.ZEROS, shape)) : Optional.empty());
  }

  List<Parameter> parameters() {
    return Stream.concat(gamma.stream(), beta.stream()).toList();
  }

  boolean trainable() {
    return parameters().stream().anyMatch(Parameter::trainable);
  }

  /** Gamma as a row, ones without it. */
  INDArray scale(INDArray like, long size) {
    return gamma
        .map(g -> g.value().reshape(size))
        .orElseGet(() -> Nd4j.ones(like.dataType(), size));
  }

  /** Beta as a row, zeros without it. */
  INDArray shift(INDArray like, long size) {
    return beta.map(b -> b.value().reshape(size))
        .orElseGet(() -> Nd4j.zeros(like.dataType(), size));
  }

  /** Adds to the gradients of those that are trained. */
  void accumulate(INDArray dGamma, INDArray dBeta) {
    gamma
        .filter(Parameter::trainable)
        .ifPresent(g -> g.accumulate(dGamma.reshape('c', g.value().shape())));
    beta.filter(Parameter::trainable)
        .ifPresent(b -> b.accumulate(dBeta.reshape('c', b.value().shape())));
  }
}
