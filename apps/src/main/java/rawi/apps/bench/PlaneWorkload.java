package rawi.apps.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Padding;
import rawi.vision.applications.Applications;
import rawi.vision.inference.Inference;
import rawi.vision.layers.Conv2D;

/** The rows of the performance table that work on planes, on random numbers. */
final class PlaneWorkload {
  private PlaneWorkload() {}

  /** A 3x3 convolution of 64 channels to 64 on 32 planes of 56x56, with all three gradients. */
  static Workload convolution(String name, Kernels kernels) {
    int batch = 32;
    int size = 56;
    int channels = 64;
    Layer layer =
        Conv2D.of(channels, 3)
            .padding(Padding.SAME)
            .build(Shape.of(size, size, channels), new Weights(1, DataType.FLOAT));
    Signal x = Signal.of(random(1, batch, size, size, channels)).asDifferentiable();
    INDArray dy = random(2, batch, size, size, channels);
    Arena arena = new Arena();
    return new Workload(
        name,
        List.of(batch, size, size, channels),
        1,
        () -> {
          layer.parameters().forEach(Parameter::clearGradient);
          arena.step(
              () -> {
                Pass pass = layer.forward(x, Context.training(kernels, arena, 1));
                return pass.backward().apply(dy).isPresent();
              });
        });
  }

  /** The classes of some images of 224 x 224, by a network made ready for inference. */
  static Workload forward(String name, Applications application, int batch, Kernels kernels) {
    Network network =
        Inference.insteadOf(
            Network.of(application.model(), new Weights(1, DataType.FLOAT)), kernels);
    Shape image = network.inputs().get(0);
    int height = Math.toIntExact(image.dims().get(0));
    int width = Math.toIntExact(image.dims().get(1));
    int channels = Math.toIntExact(image.last());
    Signal x = Signal.of(random(3, batch, height, width, channels));
    Arena arena = new Arena();
    return new Workload(
        name,
        List.of(batch, height, width, channels),
        1,
        () ->
            arena.step(
                () ->
                    network
                        .forward(List.of(x), Context.inference(kernels, arena))
                        .outputs()
                        .get(0)
                        .values()
                        .getDouble(0, 0)));
  }

  private static INDArray random(long seed, int... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    int length = 1;
    for (int n : shape) {
      length *= n;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }
}
