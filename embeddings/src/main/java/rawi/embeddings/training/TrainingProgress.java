package rawi.embeddings.training;

/**
 * How far training is.
 *
 * @param words read from the text so far, over all epochs
 * @param total to be read
 * @param seconds since it began
 */
public record TrainingProgress(long words, long total, double seconds) {
  public double wordsPerSecond() {
    return words / Math.max(seconds, 1e-9);
  }

  public double secondsLeft() {
    return (total - words) / Math.max(wordsPerSecond(), 1e-9);
  }
}
