package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertBits;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.SpecTypes;

/** The bias that an LSTM begins with, in the order i, f, c, o. */
class UnitForgetBiasTest {
  private static final int UNITS = 3;

  private static INDArray expected(double others, double forget) {
    double[] bias = new double[4 * UNITS];
    Arrays.fill(bias, others);
    Arrays.fill(bias, UNITS, 2 * UNITS, forget);
    return Nd4j.createFromArray(bias);
  }

  private static INDArray bias(Layer.Spec spec, int parameter) {
    Layer layer = spec.build(Shape.of(4, 2), new Weights(1, DataType.DOUBLE));
    return layer.parameters().get(parameter).value();
  }

  private static LSTM lstm(double bias) {
    Initializer constant = new Initializer.Constant(bias);
    return LSTM.of(UNITS)
        .with(
            o ->
                o.kernelInitializer(Initializer.ZEROS)
                    .recurrentInitializer(Initializer.ZEROS)
                    .biasInitializer(constant));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25})
  @DisplayName("the forget gate's begins at one unless told not to, the others as initialized")
  void begins(double others) {
    LSTM layer = lstm(others);
    assertBits(expected(others, 1), bias(layer, 2));
    assertBits(expected(others, 1), bias(layer.unitForgetBias(true), 2));
    assertBits(expected(others, others), bias(layer.unitForgetBias(false), 2));
    Layer.Spec both = new Bidirectional(layer.unitForgetBias(false));
    assertBits(expected(others, others), bias(both, 2));
    assertBits(expected(others, others), bias(both, 5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("it is saved and read again, with the bias")
  void saved(boolean wanted, @TempDir Path folder) {
    Sequential spec = Sequential.of(lstm(0.25).unitForgetBias(wanted));
    Network network = Network.of(spec, Shape.of(4, 2), new Weights(1, DataType.DOUBLE));
    ModelFile files = ModelFile.of(SpecTypes.core().with(LSTM.class));
    Path file = folder.resolve("m.rawi");
    files.write(file, network);
    Network read = files.read(file);
    assertEquals(spec, read.spec());
    assertBits(network.weights(), read.weights());
    assertBits(expected(0.25, wanted ? 1 : 0.25), read.parameters().get(2).value());
  }
}
