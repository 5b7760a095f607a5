package rawi.apps.caption.network;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Signal;

/** What makes of an image and the words so far that from which the next word is told. */
sealed interface Reader permits StateReader, AttentiveReader {
  List<Parameter> parameters();

  /**
   * All words at once, as in training.
   *
   * @param x the words' vectors, (batch, time, features)
   * @param image (images, places, channels)
   * @param group which image each row is about
   * @return what is told, (batch, time, features), and, where there is attention, where each step
   *     looked, (batch, time, places); the way back gives dL/dx and dL/d(image)
   */
  JunctionPass forward(Signal x, Signal image, int[] group, Context context);

  /** What is computed of images once, before their captions are searched. */
  Seen see(INDArray images, Context context);

  /**
   * One word more.
   *
   * @param x the words' vectors, (rows, 1, features)
   */
  Told step(Seen seen, int[] group, INDArray x, INDArray h, INDArray c, Context context);

  /**
   * Images, seen.
   *
   * @param places what attention looks at: values and keys, (images, places, ..)
   * @param h the state before the first word, (images, units)
   * @param c the cell state
   */
  record Seen(Optional<Places> places, INDArray h, INDArray c) {}

  /** What can be looked at. */
  record Places(INDArray values, INDArray keys) {}

  /**
   * After one word.
   *
   * @param told (rows, features)
   * @param looks (rows, places), where there is attention
   */
  record Told(INDArray told, INDArray h, INDArray c, Optional<INDArray> looks) {}
}
