package rawi.embeddings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The character n-grams of a word, hashed into buckets, exactly as fastText does it (Bojanowski and
 * others 2017): the word is put between {@code <} and {@code >}, every stretch of {@code minN} to
 * {@code maxN} characters of that is taken but the two signs alone, and its UTF-8 bytes are hashed
 * with FNV-1a, where a byte of 128 or more is spread over the whole word with its sign.
 *
 * @param minN least characters, at least 1
 * @param maxN most characters, at most 64
 * @param buckets number of hash values, at least 1
 */
public record CharacterNgrams(int minN, int maxN, int buckets) {
  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  /** Longer ones are no parts of words; and a damaged file shall not ask for millions. */
  private static final int LONGEST = 64;

  public CharacterNgrams {
    if (minN < 1 || maxN < minN || maxN > LONGEST) {
      throw new IllegalArgumentException(
          "character n-grams: expected 1 <= minN <= maxN <= %d, got %d and %d"
              .formatted(LONGEST, minN, maxN));
    }
    if (buckets < 1) {
      throw new IllegalArgumentException(
          "character n-grams: expected at least 1 bucket, got " + buckets);
    }
  }

  /** fastText's own choice: 3 to 6 characters, 2 million buckets. */
  public static CharacterNgrams fastText() {
    return new CharacterNgrams(3, 6, 2_000_000);
  }

  /**
   * The bucket of each n-gram, 0 to {@code buckets} - 1, by where it begins and then by length; one
   * that occurs twice is there twice. Never empty for {@code minN} of at most 3 and a word of one
   * character or more.
   */
  public int[] of(String word) {
    byte[] text = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
    int[] found = new int[Math.max(4, text.length * (maxN - minN + 1))];
    int count = 0;
    for (int start = 0; start < text.length; start++) {
      if (continues(text[start])) {
        continue;
      }
      int hash = FNV_OFFSET;
      int end = start;
      for (int n = 1; n <= maxN && end < text.length; n++) {
        do {
          hash = (hash ^ text[end]) * FNV_PRIME; // the sign of the byte is spread, as in fastText
          end++;
        } while (end < text.length && continues(text[end]));
        boolean bracket = n == 1 && (start == 0 || end == text.length);
        if (n >= minN && !bracket) {
          found[count++] = Integer.remainderUnsigned(hash, buckets);
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Whether a byte of UTF-8 belongs to the character of the byte before it. */
  private static boolean continues(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
