package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which of several arrays an element was taken from. */
final class Winner {
  private Winner() {}

  /** 1 where y is that of array i and of none before it, else 0. */
  static INDArray of(int i, List<INDArray> x, INDArray y) {
    INDArray won = x.get(i).eq(y).castTo(y.dataType());
    for (int earlier = 0; earlier < i; earlier++) {
      won.muli(x.get(earlier).neq(y).castTo(y.dataType()));
    }
    return won;
  }
}
