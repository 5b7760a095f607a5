package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
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
  private static final int TRAINED = 1600;
  private static final int TESTED = 300;
  private static final double SHARE_TRAINED = 0.75; // of the courses
  private static final int EPOCHS = 25; // at most

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public String description() {
    return "Many to one over frames: a CNN at each frame and an LSTM tell which way a spot moves.";
  }

  /** Where a spot begins and which way it goes. */
  record Course(int x, int y, int way) {
    private static List<Course> all() {
      List<Course> all = new ArrayList<>();
      for (int i = 0; i < SIDE * SIDE * WAYS.length; i++) {
        all.add(new Course(i % SIDE, i / SIDE % SIDE, i / SIDE / SIDE));
      }
      return all;
    }
  }

  /** The courses of the videos to learn from, and others to be judged by. */
  record Split(List<Course> train, List<Course> test) {
    static Split of(long seed) {
      List<Course> all = Course.all();
      Collections.shuffle(all, new Random(seed));
      int trained = (int) (SHARE_TRAINED * all.size());
      return new Split(all.subList(0, trained), all.subList(trained, all.size()));
    }
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    SplittableRandom random = new SplittableRandom(session.seed());
    Split courses = Split.of(session.seed());
    Labelling.Examples train = draw(random, courses.train(), TRAINED);
    Labelling.Examples test = draw(random, courses.test(), TESTED);
    Sequential eye =
        Sequential.of(
            Conv2D.of(8, 3), new Activation(Activations.RELU), MaxPooling2D.of(2), new Flatten());
    Labelling model =
        new Labelling(
            Sequential.of(new TimeDistributed(eye), LSTM.of(24), new Dense(WAYS.length)),
            Shape.of(FRAMES, SIDE, SIDE, 1),
            session);
    return new Outcome(model.learn(train, test, EPOCHS), List.of(), List.of());
  }

  /** A spot of two by two on one of these courses, round the edges, in noise. */
  private static Labelling.Examples draw(SplittableRandom random, List<Course> from, int count) {
    float[] pixels = new float[count * FRAMES * SIDE * SIDE];
    int[] ways = new int[count];
    for (int v = 0; v < count; v++) {
      Course course = from.get(random.nextInt(from.size()));
      ways[v] = course.way();
      for (int f = 0; f < FRAMES; f++) {
        int frame = (v * FRAMES + f) * SIDE * SIDE;
        for (int p = 0; p < SIDE * SIDE; p++) {
          pixels[frame + p] = (float) (NOISE * random.nextDouble());
        }
        for (int spot = 0; spot < 4; spot++) {
          int row = Math.floorMod(course.y() + f * WAYS[ways[v]][1] + spot / 2, SIDE);
          int column = Math.floorMod(course.x() + f * WAYS[ways[v]][0] + spot % 2, SIDE);
          pixels[frame + row * SIDE + column] = 1;
        }
      }
    }
    return new Labelling.Examples(
        Nd4j.createFromArray(pixels).reshape(count, FRAMES, SIDE, SIDE, 1),
        Nd4j.createFromArray(ways));
  }
}
