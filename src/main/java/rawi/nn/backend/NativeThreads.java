package rawi.nn.backend;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps the two native thread pools, OpenMP's and OpenBLAS's, at one thread a call.
 *
 * <p>Both spin while they wait, against each other and against Rawi's own threads: a product
 * followed by a tanh was seen sixty times slower with one busy neighbour.
 */
final class NativeThreads {
  private NativeThreads() {}

  /**
   * One native thread for OpenBLAS in the whole process, and for OpenMP in the calling thread:
   * OpenMP counts by thread, every worker that calls ND4J's operations calls this first. The
   * environment variables OMP_NUM_THREADS and OPENBLAS_NUM_THREADS do the same for all threads.
   *
   * <p>ND4J's BLAS is called up first, because it sets OpenBLAS to all processors when it is: at a
   * product of arrays somewhere in training, from which on everything took half as long again.
   */
  static void limitToOne(Device device) {
    limitOpenMp();
    if (device == Device.CPU) {
      Nd4j.factory().blas();
      openblas_nolapack.blas_set_num_threads(1);
    }
  }

  /**
   * One OpenMP thread for the calls of this thread; it takes some nanoseconds. oneDNN counts by the
   * same OpenMP as ND4J.
   */
  static void limitOpenMp() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  /**
   * Lets OpenMP use so many threads while {@code work} runs on this thread, and one again after it:
   * for oneDNN's convolutions, which split a single image too, as Rawi's threads cannot.
   */
  static void with(int threads, Runnable work) {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    ops.setOmpNumThreads(threads);
    try {
      work.run();
    } finally {
      ops.setOmpNumThreads(1);
    }
  }
}
