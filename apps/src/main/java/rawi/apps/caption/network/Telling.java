package rawi.apps.caption.network;

import java.util.List;

/**
 * Captions of some images, word by word. Rows are captions begun; each step chooses which of the
 * rows before go on, with which word.
 */
interface Telling {
  /**
   * Goes on.
   *
   * @param from for each new row, the row before that it goes on from; at first the image's number
   * @param words the last word of each, at first the start mark
   * @return log p of each word that may follow, (rows, words), in nats
   */
  List<float[]> next(int[] from, int[] words);

  /** Where the last step of a row looked, summing to 1; empty where there is no attention. */
  float[] look(int row);
}
