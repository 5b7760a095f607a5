package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What flows into one shard's backward pass from outside, step by step.
 *
 * @param dOutput dL/d(output) of the whole batch
 * @param sequences whether that is (batch, time, units), else the last step's (batch, units)
 * @param dStates dL/d(last states), each (batch, units); empty: zeros
 * @param row room for one
 */
record CpuIncoming(
    Packing packing, FloatBuffer dOutput, boolean sequences, FloatBuffer[] dStates, float[] row) {

  /** Adds dL/dh of step {@code s} from the layer's output to the first live rows of dh. */
  void addOutput(int s, float[] dh) {
    int from = sequences ? 0 : packing.liveAfter(s); // the last output is that of rows ending here
    for (int r = from; r < packing.live()[s]; r++) {
      int place = sequences ? packing.source(s, r) : packing.rows()[r];
      dOutput.get(place * row.length, row);
      int at = r * row.length;
      for (int j = 0; j < row.length; j++) {
        dh[at + j] += row[j];
      }
    }
  }

  /** Sets rows [from, to) of each state's gradient, rows that end here, to what flows in there. */
  void startRows(int from, int to, CpuShard shard) {
    int units = row.length;
    for (int i = 0; i < shard.states(); i++) {
      if (dStates.length == 0) {
        Arrays.fill(shard.state(i), from * units, to * units, 0);
      } else {
        for (int r = from; r < to; r++) {
          dStates[i].get(packing.rows()[r] * units, shard.state(i), r * units, units);
        }
      }
    }
  }
}
