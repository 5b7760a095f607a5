package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps vanishing numbers away from the subnormal ones. */
class PointwiseTest {
  private static final float TINY = 0x1p-97f;

  /** One of the two loops over one number. */
  private static float once(boolean fading, float x) {
    float[] a = {x};
    if (fading) {
      Pointwise.fade(a, TINY, 1);
    } else {
      Pointwise.dropVanished(a, TINY, 1);
    }
    return a[0];
  }

  @ParameterizedTest(name = "fade: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("what is far above the least number stays to the last bit, also what is no number")
  void large(boolean fading) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      float x = (float) Math.scalb(random.nextDouble(1, 2), random.nextInt(-47, 127));
      assertEquals(x, once(fading, x));
      assertEquals(-x, once(fading, -x));
    }
    assertTrue(Float.isNaN(once(fading, Float.NaN)));
    assertEquals(Float.POSITIVE_INFINITY, once(false, Float.POSITIVE_INFINITY));
  }

  @ParameterizedTest(name = "fade: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("no result is smaller than the least number, nor further from x than twice that")
  void small(boolean fading) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 10_000; i++) {
      float size = (float) Math.scalb(random.nextDouble(1, 2), random.nextInt(-149, -47));
      float x = random.nextBoolean() ? size : -size;
      float y = once(fading, x);
      assertTrue(y == 0 || Math.abs(y) >= TINY, () -> x + " became " + y);
      assertEquals(x, y, 2 * TINY + Math.ulp(x));
    }
  }

  @Test
  @DisplayName("what fades by a thousandth a step ends at 0 all the same, from both sides")
  void fades() {
    float[] a = {1e-20f, -1e-20f, 3e-28f, -3e-28f};
    for (int step = 0; step < 40_000; step++) {
      for (int i = 0; i < a.length; i++) {
        a[i] *= 0.999f;
      }
      Pointwise.fade(a, TINY, a.length);
    }
    for (float x : a) {
      assertEquals(0, x, 0f);
    }
  }
}
