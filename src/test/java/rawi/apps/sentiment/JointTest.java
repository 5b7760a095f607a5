package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the two parts are put together. */
class JointTest {
  private static final int ROWS = 400;

  private final SplittableRandom random = new SplittableRandom(1);
  private final int[] labels = random.ints(ROWS, 0, 2).toArray();

  /** Logits that tell the label, with so much noise. */
  private List<double[]> logits(double signal, double noise) {
    List<double[]> rows = new ArrayList<>();
    for (int label : labels) {
      double z = (label == 1 ? signal : -signal) + noise * random.nextDouble(-1, 1);
      rows.add(new double[] {-z, z});
    }
    return rows;
  }

  @DisplayName("Of a part that knows nothing nothing is taken")
  @Test
  void noise() {
    List<double[]> telling = logits(1, 1.2);
    List<double[]> noise = logits(0, 1);
    assertThat(Joint.fit(telling, noise, labels).share()).isZero();
    assertThat(Joint.fit(noise, telling, labels).share()).isGreaterThan(0.7);
  }

  @DisplayName("Two parts that err apart are joined")
  @Test
  void both() {
    Joint joint = Joint.fit(logits(1, 2), logits(1, 2), labels);
    assertThat(joint.share()).isBetween(0.1, 0.6);
  }

  @DisplayName("The logits are the weighted sum over the temperature")
  @Test
  void sum() {
    assertThat(new Joint(0.25, 2).scaled(new double[] {4, 0}, new double[] {0, 8}))
        .containsExactly(new double[] {1.5, 1}, within(1e-12));
  }

  @DisplayName("Where all is right the temperature is 1")
  @Test
  void allRight() {
    assertThat(Joint.fitAlone(logits(5, 0), labels)).isEqualTo(new Joint(1, 1));
  }
}
