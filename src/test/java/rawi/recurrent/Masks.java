package rawi.recurrent;

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

  /** (batch, time); rows differ, and at least one row is left whole where the batch allows it. */
  Optional<INDArray> of(int batch, int time, DataType type) {
    if (this == NONE) {
      return Optional.empty();
    }
    INDArray mask = Nd4j.ones(type, batch, time);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        boolean padding =
            switch (this) {
              case NONE -> false;
              case END -> t >= time - b % time;
              case START -> t < b % time;
              case MIDDLE -> t > 0 && t < time - 1 && (t + b) % 2 == 0;
              case WHOLE_ROW -> b == batch - 1;
            };
        if (padding) {
          mask.putScalar(b, t, 0);
        }
      }
    }
    return Optional.of(mask);
  }
}
