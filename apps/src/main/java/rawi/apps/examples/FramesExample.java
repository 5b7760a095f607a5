package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Flatten;
import rawi.nn.layers.TimeDistributed;
import rawi.recurrent.LSTM;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;

/**
 * Frames of small videos: a convolution looks at each frame alone, with the same weights, and an
 * LSTM at what it saw, to tell which way a spot moves. No frame alone shows it.
 */
final class FramesExample implements Example {
  private static final int SIDE = 10;
  private static final int FRAMES = 6;
  private static final int[][] WAYS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  private static final double NOISE = 0.3;
  private static final int TRAINED = 800;
  private static final int TESTED = 300;
  private static final int EPOCHS = 10;

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public String description() {
    return "Many to one over frames: a CNN at each frame and an LSTM tell which way a spot moves.";
  }

  /** Videos and the way of each. */
  private record Videos(INDArray frames, INDArray ways) {}

  @Override
  public Outcome run(Session session, Pictures pictures) {
    SplittableRandom random = new SplittableRandom(session.seed());
    Videos train = draw(random, TRAINED);
    Videos test = draw(random, TESTED);
    Sequential eye =
        Sequential.of(
            Conv2D.of(8, 3), new Activation(Activations.RELU), MaxPooling2D.of(2), new Flatten());
    Labelling model =
        new Labelling(
            Sequential.of(new TimeDistributed(eye), LSTM.of(24), new Dense(WAYS.length)),
            Shape.of(FRAMES, SIDE, SIDE, 1),
            session.seed(),
            session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("exactly right, untrained", model.exact(test.frames(), test.ways()));
    model.fit(train.frames(), train.ways(), EPOCHS, session.seed());
    figures.put("exactly right, unseen", model.exact(test.frames(), test.ways()));
    return new Outcome(figures, List.of(), List.of());
  }

  /** A spot of two by two that begins anywhere and goes round the edges, in noise. */
  private static Videos draw(SplittableRandom random, int count) {
    float[] pixels = new float[count * FRAMES * SIDE * SIDE];
    int[] ways = new int[count];
    for (int v = 0; v < count; v++) {
      ways[v] = random.nextInt(WAYS.length);
      int x = random.nextInt(SIDE);
      int y = random.nextInt(SIDE);
      for (int f = 0; f < FRAMES; f++) {
        int from = (v * FRAMES + f) * SIDE * SIDE;
        for (int p = 0; p < SIDE * SIDE; p++) {
          pixels[from + p] = (float) (NOISE * random.nextDouble());
        }
        for (int spot = 0; spot < 4; spot++) {
          int row = Math.floorMod(y + f * WAYS[ways[v]][1] + spot / 2, SIDE);
          int column = Math.floorMod(x + f * WAYS[ways[v]][0] + spot % 2, SIDE);
          pixels[from + row * SIDE + column] = 1;
        }
      }
    }
    return new Videos(
        Nd4j.createFromArray(pixels).reshape(count, FRAMES, SIDE, SIDE, 1),
        Nd4j.createFromArray(ways));
  }
}
