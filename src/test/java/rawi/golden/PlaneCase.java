package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertCloseInScale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

/**
 * What another library computed of a layer on planes, to be computed by the plain kernels in
 * float64 or the fast ones in float32.
 */
record PlaneCase(JsonNode golden, boolean fast) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each case of a file in {@code golden/vision}, by both kernels. */
  static Stream<PlaneCase> all(String file) {
    try (InputStream json =
        Objects.requireNonNull(
            PlaneCase.class.getResourceAsStream("/golden/vision/" + file), file)) {
      JsonNode cases = JSON.readTree(json).get("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .flatMap(c -> Stream.of(new PlaneCase(c, false), new PlaneCase(c, true)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return golden.get("name").asText();
  }

  /**
   * Holds output and gradients of the layer in training to the case's, and where the case tells
   * them, all weights after the pass.
   *
   * @param frozen whether the layer learns nothing
   */
  void check(Layer.Spec spec, boolean frozen) {
    INDArray x = array(golden.get("x"));
    Layer layer = spec.build(Shape.of(x.size(1), x.size(2), x.size(3)), new Weights(1, type()));
    List<Parameter> parameters = layer.parameters();
    assertEquals(golden.get("weights").size(), parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      INDArray value = array(golden.get("weights").get(i));
      assertArrayEquals(value.shape(), parameters.get(i).value().shape());
      parameters.get(i).value().assign(value);
      parameters.get(i).setTrainable(!frozen);
    }
    Pass pass =
        layer.forward(
            new Signal(x, Optional.empty(), true), Context.training(kernels(), new Arena(), 1));
    assertSame(golden.get("y"), pass.output().values(), "y");
    INDArray dx = pass.backward().apply(array(golden.get("factors"))).orElseThrow();
    assertSame(golden.get("dx"), dx, "dx");
    List<Parameter> learning = parameters.stream().filter(Parameter::trainable).toList();
    assertEquals(golden.get("dWeights").size(), learning.size());
    for (int i = 0; i < learning.size(); i++) {
      Parameter p = learning.get(i);
      assertSame(golden.get("dWeights").get(i), p.gradient(), "gradient of " + p.name());
    }
    for (int i = 0; i < golden.path("after").size(); i++) {
      Parameter p = parameters.get(i);
      assertSame(golden.get("after").get(i), p.value(), p.name() + " after the pass");
    }
  }

  private Kernels kernels() {
    return fast ? new CpuKernels(new Workers(2)) : new Nd4jKernels();
  }

  private DataType type() {
    return fast ? DataType.FLOAT : DataType.DOUBLE;
  }

  private INDArray array(JsonNode numbers) {
    double[] data = JSON.convertValue(numbers.get("data"), double[].class);
    long[] shape = JSON.convertValue(numbers.get("shape"), long[].class);
    return Nd4j.createFromArray(data).reshape(shape).castTo(type());
  }

  private void assertSame(JsonNode expected, INDArray actual, String what) {
    assertCloseInScale(array(expected), actual, fast ? 1e-5 : 1e-8, what);
  }

  @Override
  public String toString() {
    return name() + (fast ? ", fast" : ", plain");
  }
}
