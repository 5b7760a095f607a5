package rawi.nn.backend;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.Activations;

/** The most used activation functions in flat loops that the JIT compiles to vector code. */
final class CpuPointwise {
  private CpuPointwise() {}

  /** Whether there is a flat loop for it. */
  static boolean supports(Activations function) {
    return function == Activations.RELU
        || function == Activations.TANH
        || function == Activations.SIGMOID
        || function == Activations.LINEAR;
  }

  static INDArray apply(Activations function, INDArray z) {
    float[] y = OffHeap.copy(z);
    switch (function) {
      case RELU -> relu(y);
      case TANH -> tanh(y);
      case SIGMOID -> sigmoid(y);
      default -> {}
    }
    return array(y, z);
  }

  private static void relu(float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(y[i], 0);
    }
  }

  private static void tanh(float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Rational.tanh(y[i]);
    }
  }

  private static void sigmoid(float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Rational.sigmoid(y[i]);
    }
  }

  static INDArray backward(Activations function, INDArray y, INDArray dy) {
    float[] dz = OffHeap.copy(dy);
    if (function != Activations.LINEAR) {
      float[] out = OffHeap.copy(y);
      switch (function) {
        case RELU -> reluBack(out, dz);
        case TANH -> tanhBack(out, dz);
        default -> sigmoidBack(out, dz);
      }
    }
    return array(dz, dy);
  }

  private static void reluBack(float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] = y[i] > 0 ? dz[i] : 0;
    }
  }

  private static void tanhBack(float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] *= 1 - y[i] * y[i];
    }
  }

  private static void sigmoidBack(float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] *= y[i] * (1 - y[i]);
    }
  }

  private static INDArray array(float[] values, INDArray like) {
    INDArray a = Nd4j.createUninitialized(DataType.FLOAT, like.shape());
    OffHeap.buffer(a).put(0, values);
    return a;
  }
}
