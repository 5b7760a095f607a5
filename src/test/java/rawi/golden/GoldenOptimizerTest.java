package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adadelta;
import rawi.nn.optimizers.Adagrad;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.AdamW;
import rawi.nn.optimizers.ClipNorm;
import rawi.nn.optimizers.ClipValue;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.Nadam;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.RMSprop;
import rawi.nn.optimizers.SGD;
import rawi.nn.optimizers.StepOptions;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.CosineDecay;
import rawi.nn.optimizers.schedules.ExponentialDecay;
import rawi.nn.optimizers.schedules.LearningRateSchedule;
import rawi.nn.optimizers.schedules.PiecewiseConstantDecay;

/**
 * Ten steps of every optimizer against those of Keras and of PyTorch; see
 * golden/optimizers/README.md.
 */
class GoldenOptimizerTest {
  private static final double[][] X = {
    {0.5, -1.2, 0.3}, {1.1, 0.4, -0.7}, {-0.6, 0.9, 1.5}, {0.2, -0.3, -1.1}, {-1.4, 0.8, 0.1}
  };
  private static final double[][] T = {
    {0.6, -0.2}, {-0.9, 0.4}, {0.1, 0.7}, {0.3, -0.8}, {-0.5, 0.9}
  };
  private static final double[][] W = {{0.3, -0.5}, {0.2, 0.7}, {-0.4, 0.1}};
  private static final double[] B = {0.05, -0.1};

  static Map<String, Optimizer> kerasCases() {
    LearningRateSchedule tenth = new Constant(0.1);
    SGD half = SGD.of(0.5);
    return Map.ofEntries(
        Map.entry("sgd", SGD.of(0.1)),
        Map.entry("momentum", SGD.of(0.1).withMomentum(0.9)),
        Map.entry("nesterov", SGD.of(0.1).withMomentum(0.9).withNesterov()),
        Map.entry("adagrad", Adagrad.of(tenth)),
        Map.entry("adadelta", Adadelta.of(new Constant(1))),
        Map.entry("adadelta_large_epsilon", new Adadelta(new Constant(1), 0.9, 1e-3, NONE)),
        Map.entry("rmsprop", RMSprop.of(HUNDREDTH)),
        Map.entry("rmsprop_momentum", new RMSprop(HUNDREDTH, 0.8, 0.7, 1e-7, false, NONE)),
        Map.entry("rmsprop_centered", RMSprop.of(HUNDREDTH).withCentered()),
        Map.entry("rmsprop_centered_momentum", new RMSprop(HUNDREDTH, 0.9, 0.5, 1e-4, true, NONE)),
        Map.entry("adam", Adam.of(0.05)),
        Map.entry("adam_other_betas", new Adam(TWENTIETH, 0.6, 0.7, 1e-3, false, NONE)),
        Map.entry("amsgrad", new Adam(TWENTIETH, 0.9, 0.5, 1e-7, true, NONE)),
        Map.entry("adamw", AdamW.of(0.05, 0.3)),
        Map.entry("nadam", Nadam.of(TWENTIETH)),
        Map.entry("sgd_decayed", SGD.of(0.1).withMomentum(0.9).with(o -> o.weightDecay(0.05))),
        Map.entry("clipvalue", half.with(o -> o.clip(new ClipValue(0.05)))),
        Map.entry("clipnorm", half.with(o -> o.clip(new ClipNorm(0.08)))),
        Map.entry("global_clipnorm", half.withMomentum(0.5).with(o -> o.clip(new GlobalNorm(0.1)))),
        Map.entry("exponential_decay", SGD.of(new ExponentialDecay(0.3, 4, 0.5, false))),
        Map.entry("exponential_stairs", Adam.of(new ExponentialDecay(0.1, 3, 0.5, true))),
        Map.entry(
            "cosine_warmup",
            SGD.of(new CosineDecay(0, 6, 0.1, Optional.empty()).withWarmup(0.4, 3))
                .withMomentum(0.9)),
        Map.entry(
            "piecewise",
            SGD.of(new PiecewiseConstantDecay(List.of(2L, 5L), List.of(0.3, 0.1, 0.02)))));
  }

  private static final LearningRateSchedule HUNDREDTH = new Constant(0.01);
  private static final LearningRateSchedule TWENTIETH = new Constant(0.05);
  private static final StepOptions NONE = StepOptions.DEFAULT;

  /** Epsilon 0 where PyTorch adds it at another place. */
  static Map<String, Optimizer> torchCases() {
    UnaryOperator<StepOptions> decay = o -> o.weightDecay(0.3);
    return Map.ofEntries(
        Map.entry("sgd", SGD.of(0.1)),
        Map.entry("momentum", SGD.of(0.1).withMomentum(0.9)),
        Map.entry("nesterov", SGD.of(0.1).withMomentum(0.9).withNesterov()),
        Map.entry("adagrad", new Adagrad(new Constant(0.1), 0.1, 0, NONE)),
        Map.entry("adadelta", Adadelta.of(new Constant(1))),
        Map.entry("rmsprop", new RMSprop(HUNDREDTH, 0.9, 0, 0, false, NONE)),
        Map.entry("rmsprop_momentum", new RMSprop(HUNDREDTH, 0.8, 0.7, 0, false, NONE)),
        Map.entry("rmsprop_centered", new RMSprop(HUNDREDTH, 0.9, 0, 0, true, NONE)),
        Map.entry("adam", new Adam(TWENTIETH, 0.9, 0.999, 0, false, NONE)),
        Map.entry("amsgrad", new Adam(TWENTIETH, 0.9, 0.5, 0, true, NONE)),
        Map.entry("adamw", new AdamW(new Adam(TWENTIETH, 0.9, 0.999, 0, false, NONE).with(decay))),
        Map.entry("nadam", Nadam.of(TWENTIETH)));
  }

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> all = new ArrayList<>();
    addCases(all, "keras_steps", kerasCases());
    addCases(all, "torch_steps", torchCases());
    return all.stream();
  }

  private static void addCases(List<Arguments> all, String file, Map<String, Optimizer> ours)
      throws IOException {
    JsonNode golden = read(file);
    assertEquals(ours.size(), golden.size(), file);
    golden
        .properties()
        .forEach(
            e -> {
              Optimizer optimizer = Objects.requireNonNull(ours.get(e.getKey()), e.getKey());
              all.add(Arguments.of(file, e.getKey(), optimizer, e.getValue()));
            });
  }

  private static JsonNode read(String name) throws IOException {
    String file = "/golden/optimizers/" + name + ".json";
    try (InputStream in = GoldenOptimizerTest.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  @DisplayName("the first ten steps are theirs, in float64 and on the fast kernels")
  void tenSteps(String file, String name, Optimizer optimizer, JsonNode golden) {
    // the rate of Keras's cosine decay is rounded to float32
    double exact = name.equals("cosine_warmup") ? 1e-7 : 1e-12;
    assertSteps(optimizer, golden, new Nd4jKernels(), DataType.DOUBLE, exact);
    // a centred root amplifies what float32 rounds
    double tolerance = name.contains("centered") ? 1e-4 : 1e-6;
    assertSteps(optimizer, golden, new CpuKernels(new Workers(1)), DataType.FLOAT, tolerance);
  }

  private static void assertSteps(
      Optimizer optimizer, JsonNode golden, Kernels kernels, DataType type, double tolerance) {
    Layer layer = Dense.of(2, Activations.TANH).build(Shape.of(3), new Weights(1, type));
    List<Parameter> parameters = layer.parameters();
    parameters.get(0).value().assign(Nd4j.createFromArray(W));
    parameters.get(1).value().assign(Nd4j.createFromArray(B));
    Optimizer.State state = optimizer.start(parameters);
    Arena arena = new Arena();
    for (JsonNode step : golden) {
      arena.step(() -> step(layer, state, kernels, arena, type));
      INDArray expected =
          Nd4j.createFromArray(new ObjectMapper().convertValue(step, double[].class));
      INDArray got =
          Nd4j.concat(0, parameters.get(0).value().reshape(6), parameters.get(1).value())
              .castTo(DataType.DOUBLE);
      assertClose(expected, got, tolerance, "step " + state.iterations());
    }
    assertEquals(golden.size(), state.iterations());
  }

  private static boolean step(
      Layer layer, Optimizer.State state, Kernels kernels, Arena arena, DataType type) {
    Signal x = Signal.of(Nd4j.createFromArray(X).castTo(type));
    Pass pass = layer.forward(x, Context.training(kernels, arena, 1));
    INDArray targets = Nd4j.createFromArray(T).castTo(type);
    pass.backward()
        .apply(
            new MeanSquaredError()
                .of(pass.output().values(), targets, Weighting.none(), kernels)
                .gradient());
    state.step(kernels);
    layer.parameters().forEach(Parameter::clearGradient);
    return true;
  }
}
