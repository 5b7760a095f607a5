package rawi.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/**
 * What a forward pass may ask of its surroundings.
 *
 * @param kernels the computations, plain or fast
 * @param arena the memory of this step
 * @param training whether dropout and its like are active
 * @param random the stream of random numbers of this step; only drawn from in training
 * @param penalties what layers add to this step's loss
 * @param states what stateful layers carry from batch to batch
 */
public record Context(
    Kernels kernels,
    Arena arena,
    boolean training,
    SplittableRandom random,
    Penalties penalties,
    States states) {
  private static final int DRAW_BITS = 53; // of a uniform number in [0, 1), as in nextDouble()
  private static final double DRAWS = 0x1p53;

  /** For prediction: nothing random happens. */
  public static Context inference(Kernels kernels, Arena arena) {
    return new Context(
        kernels, arena, false, new SplittableRandom(0), new Penalties(), new States());
  }

  /** For one training step, whose random draws depend on {@code seed} alone. */
  public static Context training(Kernels kernels, Arena arena, long seed) {
    return new Context(
        kernels, arena, true, new SplittableRandom(seed), new Penalties(), new States());
  }

  /** The same step, going on from other states. */
  public Context with(States others) {
    return new Context(kernels, arena, training, random, penalties, others);
  }

  /** Zeros with probability {@code rate}, else 1 / (1 - rate): what dropout multiplies by. */
  public INDArray dropoutMask(double rate, DataType type, long... shape) {
    float[] kept = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    int scale = Float.floatToRawIntBits((float) (1 / (1 - rate)));
    long first = (long) Math.ceil(rate * DRAWS); // of the draws that keep
    for (int i = 0; i < kept.length; i++) {
      long draw = random.nextLong() >>> (Long.SIZE - DRAW_BITS);
      // all bits where the draw is at least the first; a branch would be guessed wrong too often
      int keeps = (int) ((first - 1 - draw) >> (Long.SIZE - 1));
      kept[i] = Float.intBitsToFloat(scale & keeps);
    }
    return Nd4j.create(Nd4j.createBuffer(kept), shape).castTo(type);
  }
}
