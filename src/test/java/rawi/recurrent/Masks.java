package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The places where padding may stand. */
enum Masks {
  NONE,
  END,
  START,
  MIDDLE,
  WHOLE_ROW;

  /** The steps that a row needs so that some of it can be hidden and some not. */
  private int room() {
    return this == MIDDLE ? 3 : 2;
  }

  /**
   * (batch, time); rows differ, and the last of several is whole, or hidden as a whole. It hides
   * something wherever there is room for it.
   */
  Optional<INDArray> of(int batch, int time, DataType type) {
    if (this == NONE) {
      return Optional.empty();
    }
    INDArray mask = Nd4j.ones(type, batch, time);
    for (int b = 0; b < batch; b++) {
      boolean last = batch > 1 && b == batch - 1;
      for (int t = 0; t < time; t++) {
        boolean padding =
            switch (this) {
              case NONE -> false;
              case END -> !last && t >= time - (b + 1) % time;
              case START -> !last && t < (b + 1) % time;
              case MIDDLE -> t > 0 && t < time - 1 && (t + b) % 2 == 1;
              case WHOLE_ROW -> b == batch - 1;
            };
        if (padding) {
          mask.putScalar(b, t, 0);
        }
      }
    }
    double hidden = (double) batch * time - mask.sumNumber().doubleValue();
    assertEquals(this == WHOLE_ROW || time >= room(), hidden > 0, () -> this + " hides " + mask);
    assertTrue(
        hidden < (double) batch * time || (this == WHOLE_ROW && batch == 1), "all is hidden");
    return Optional.of(mask);
  }
}
