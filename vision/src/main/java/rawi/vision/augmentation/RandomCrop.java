package rawi.vision.augmentation;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Floats;
import rawi.vision.layers.OnPlanes;
import rawi.vision.layers.Planes;

/**
 * In training, a part of each image, from a place of its own: (batch, h, w, channels) to (batch,
 * height, width, channels). At inference, and where the image is smaller, the largest part of the
 * target's proportions from the centre, resized.
 */
public record RandomCrop(int height, int width) implements OnPlanes {
  public RandomCrop {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "RandomCrop: expected height and width of at least 1, got %d and %d"
              .formatted(height, width));
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("RandomCrop", input);
    return Shape.of(height, width, input.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Layer resizing = new Resizing(height, width).cropToAspectRatio(true).build(input, weights);
    return (in, context) -> {
      boolean smaller = in.values().size(1) < height || in.values().size(2) < width;
      return context.training() && !smaller ? cut(in, context) : resizing.forward(in, context);
    };
  }

  private Pass cut(Signal in, Context context) {
    PerImage.refuseDifferentiable("RandomCrop", in);
    INDArray x = in.values();
    Frame from = PerImage.frame(x);
    int batch = (int) x.size(0);
    float[] all = Floats.copy(x);
    int run = width * from.channels();
    float[] parts = new float[batch * height * run];
    SplittableRandom random = context.random();
    for (int b = 0; b < batch; b++) {
      int top = random.nextInt(from.height() - height + 1);
      int left = random.nextInt(from.width() - width + 1);
      for (int i = 0; i < height; i++) {
        int row = ((b * from.height() + top + i) * from.width() + left) * from.channels();
        System.arraycopy(all, row, parts, (b * height + i) * run, run);
      }
    }
    return PerImage.data(Floats.array(parts, x.dataType(), batch, height, width, from.channels()));
  }
}
