package rawi.embeddings.files;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is read of a file of vectors.
 *
 * @param limit most words, the first of the file
 * @param maxBytes most memory that vectors may take; a file that needs more is refused before
 * @param wanted which words to keep, if not all; the others are skipped and take no memory
 * @param notes told of what is odd and yet no error, one line each
 */
public record Reading(
    int limit, long maxBytes, Optional<Predicate<String>> wanted, Consumer<String> notes) {
  /** Memory of a word besides its vector: its string, its place in the index. */
  private static final int PER_WORD = 150;

  public Reading {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: expected at least 1, got " + limit);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("max-memory: expected at least 1 byte, got " + maxBytes);
    }
  }

  /** Every word, in at most three quarters of the memory that Java may take. */
  public static Reading all() {
    return new Reading(
        Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 * 3, Optional.empty(), note -> {});
  }

  public Reading withLimit(int words) {
    return new Reading(words, maxBytes, wanted, notes);
  }

  public Reading withMaxBytes(long bytes) {
    return new Reading(limit, bytes, wanted, notes);
  }

  public Reading withWanted(Predicate<String> words) {
    return new Reading(limit, maxBytes, Optional.of(words), notes);
  }

  public Reading withNotes(Consumer<String> listener) {
    return new Reading(limit, maxBytes, wanted, listener);
  }

  boolean wants(String word) {
    return wanted.isEmpty() || wanted.get().test(word);
  }

  /** What so many words and rows of numbers take in memory. */
  static long bytes(long words, long rows, int dimensions) {
    return words * PER_WORD + rows * dimensions * Float.BYTES;
  }

  /** Refuses what would take more than is allowed. */
  void requireRoom(String file, long bytes) {
    if (bytes > maxBytes) {
      throw new IllegalArgumentException(
          "%s: needs %s of memory, allowed are %s; read fewer words (--limit N), or convert the file"
                  .formatted(file, size(bytes), size(maxBytes))
              + " to .rvec, which is opened without being read");
    }
  }

  private static String size(long bytes) {
    return bytes < 10_000_000
        ? bytes / 1_000 + " kB"
        : bytes < 10_000_000_000L ? bytes / 1_000_000 + " MB" : bytes / 1_000_000_000L + " GB";
  }
}
