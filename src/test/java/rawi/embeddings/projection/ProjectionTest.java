package rawi.embeddings.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionTest {
  static Stream<Projection> projections() {
    return Stream.of(new PrincipalComponents(), NeighbourEmbedding.usual());
  }

  /** Points around three centres, one after the other. */
  private static List<float[]> clusters(int each) {
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> points = new ArrayList<>();
    for (int i = 0; i < 3 * each; i++) {
      float[] point = new float[10];
      for (int j = 0; j < 10; j++) {
        point[j] = (float) (random.nextDouble(-1, 1) + (j == i % 3 ? 12 : 0));
      }
      points.add(point);
    }
    return points;
  }

  @ParameterizedTest
  @MethodSource("projections")
  @DisplayName("points of a cluster are nearer to each other than to any of another")
  void clusters(Projection projection) {
    double[][] places = projection.project(clusters(15));
    double within = 0;
    double between = Double.POSITIVE_INFINITY;
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
        if (i % 3 == j % 3) {
          within = Math.max(within, distance);
        } else {
          between = Math.min(between, distance);
        }
      }
    }
    assertThat(between).isGreaterThan(within);
  }

  @ParameterizedTest
  @MethodSource("projections")
  @DisplayName(
      "the same points have the same places; one point, equal points and few have some too")
  void edges(Projection projection) {
    assertThat(projection.project(clusters(4))).isDeepEqualTo(projection.project(clusters(4)));
    assertThat(projection.project(List.of(new float[] {3, 4}))).hasDimensions(1, 2);
    for (List<float[]> few :
        List.of(
            Collections.nCopies(7, new float[] {1, 2, 3}),
            List.of(new float[] {1}, new float[] {2}, new float[] {5}),
            clusters(2))) {
      for (double[] place : projection.project(few)) {
        assertThat(place[0]).isFinite();
        assertThat(place[1]).isFinite();
      }
    }
  }

  @Test
  @DisplayName("principal components are the axes along which points are spread most")
  void axes() {
    List<float[]> points = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    double[][] expected = new double[200][2];
    for (int i = 0; i < 200; i++) {
      double u = 10 * random.nextDouble(-1, 1);
      double v = 3 * random.nextDouble(-1, 1);
      expected[i] = new double[] {u, v};
      points.add(
          new float[] {(float) (5 + 0.6 * u - 0.8 * v), (float) (1 + 0.8 * u + 0.6 * v), 7, -2});
    }
    double[][] places = new PrincipalComponents().project(points);
    double[] mean = new double[2];
    for (double[] e : expected) {
      mean[0] += e[0] / 200;
      mean[1] += e[1] / 200;
    }
    // 200 points are not spread exactly at right angles: the axes turn a little
    for (int i = 0; i < 200; i++) {
      assertThat(places[i][0]).isCloseTo(expected[i][0] - mean[0], within(0.4));
      assertThat(Math.abs(places[i][1])).isCloseTo(Math.abs(expected[i][1] - mean[1]), within(1.2));
    }
    double product = 0;
    for (double[] place : places) {
      product += place[0] * place[1];
    }
    assertThat(product).as("components are uncorrelated").isCloseTo(0, within(1e-3));
  }

  @Test
  @DisplayName("t-SNE refuses more points than it can take, and no neighbours")
  void refusals() {
    assertThatThrownBy(
            () -> NeighbourEmbedding.usual().project(Collections.nCopies(3001, new float[] {1})))
        .hasMessage("t-SNE: expected at most 3000 points, got 3001; choose fewer words, or pca");
    assertThatThrownBy(() -> new NeighbourEmbedding(0.5))
        .hasMessage("perplexity: expected at least 1, got 0.5");
  }
}
