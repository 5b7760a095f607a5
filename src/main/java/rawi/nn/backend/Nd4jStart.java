package rawi.nn.backend;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Starts ND4J once a process. What was chosen is kept where ND4J itself keeps it, in its class
 * loader: a process has one ND4J, so a second record of the choice could only disagree.
 */
final class Nd4jStart {
  private static final long SLOW_MILLIS = 2000;
  private static final Object LOCK = new Object();

  private Nd4jStart() {}

  static void on(Device device, Consumer<String> notice) {
    synchronized (LOCK) {
      boolean first = claim(device);
      check(device, backendOf(device, notice));
      if (first) {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
      }
      NativeThreads.limitToOne(device);
    }
  }

  /** True where this is the first choice of the process; throws where it is another than before. */
  private static boolean claim(Device device) {
    ClassLoader current = ND4JClassLoading.getNd4jClassloader();
    if (current instanceof OneProvider before) {
      if (!before.provider().equals(device.nd4jBackend())) {
        throw new BackendException(
            "backend "
                + device
                + ": ND4J was started in this process with another device ("
                + before.provider()
                + "); one process uses one device, start another process.");
      }
      return false;
    }
    System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
    ND4JClassLoading.setNd4jClassloader(
        new OneProvider(current, Nd4jBackend.class, device.nd4jBackend()));
    return true;
  }

  private static Nd4jBackend backendOf(Device device, Consumer<String> notice) {
    CountDownLatch started = new CountDownLatch(1);
    if (!unpacked()) {
      Thread watch = new Thread(() -> noticeIfSlow(started, notice), "rawi-slow-start");
      watch.setDaemon(true);
      watch.start();
    }
    try {
      return Nd4j.getBackend();
    } catch (LinkageError | RuntimeException e) {
      throw new BackendException("backend " + device + ": ND4J did not start: " + root(e) + ".", e);
    } finally {
      started.countDown();
    }
  }

  private static void noticeIfSlow(CountDownLatch started, Consumer<String> notice) {
    try {
      if (!started.await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
        notice.accept(
            "Starting ND4J: the first start on a machine unpacks its native code (about 450 MB) to "
                + cache()
                + "; later ones take less than a second.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a start before this one has left ND4J's native code in the cache. */
  private static boolean unpacked() {
    try {
      String[] there = Loader.getCacheDir().list((folder, name) -> name.startsWith("nd4j-"));
      return there != null && there.length > 0;
    } catch (IOException e) {
      return false; // then it goes to a temporary folder each time
    }
  }

  private static String cache() {
    try {
      File folder = Loader.getCacheDir();
      return folder.toString();
    } catch (IOException e) {
      return "a temporary folder";
    }
  }

  private static void check(Device device, Nd4jBackend loaded) {
    String name = loaded.getClass().getName();
    if (!name.equals(device.nd4jBackend())) {
      throw new BackendException(
          "backend "
              + device
              + ": ND4J was in use before the device was chosen, and took "
              + name
              + "; choose the backend before the first tensor.");
    }
  }

  private static String root(Throwable failure) {
    Throwable cause = failure;
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      cause = next;
    }
    return String.valueOf(cause).lines().findFirst().orElse("no message");
  }
}
