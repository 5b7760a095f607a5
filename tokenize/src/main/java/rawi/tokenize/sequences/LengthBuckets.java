package rawi.tokenize.sequences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Batches of sequences of like length, so that little of them is padding. Bucket k holds the
 * lengths below boundary k that no bucket before it holds; the last one holds the rest.
 *
 * @param boundaries rising; the first lengths that belong to the next bucket
 */
public record LengthBuckets(List<Integer> boundaries) {

  /**
   * @throws IllegalArgumentException if the boundaries do not rise, or the first is less than 1
   */
  public LengthBuckets {
    boundaries = List.copyOf(boundaries);
    int before = 0;
    for (int boundary : boundaries) {
      if (boundary <= before) {
        throw new IllegalArgumentException(
            "boundaries: expected rising lengths of 1 or more, got " + boundaries);
      }
      before = boundary;
    }
  }

  /**
   * As many buckets, or fewer where many sequences have one length, that hold about the same number
   * of sequences each.
   *
   * @throws IllegalArgumentException if {@code buckets} is less than 1
   */
  public static LengthBuckets ofQuantiles(int[] lengths, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("buckets: expected at least 1, got " + buckets);
    }
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    List<Integer> boundaries = new ArrayList<>();
    int before = 0;
    for (int k = 1; k < buckets && sorted.length > 0; k++) {
      int boundary = sorted[(int) ((long) k * sorted.length / buckets)];
      if (boundary > before && boundary > sorted[0]) {
        boundaries.add(boundary);
        before = boundary;
      }
    }
    return new LengthBuckets(boundaries);
  }

  /** The bucket of a length, from 0. */
  public int bucketOf(int length) {
    int bucket = 0;
    while (bucket < boundaries.size() && length >= boundaries.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /**
   * The sequences in batches: each holds indices of one bucket only, all batches of a bucket but
   * its last are full, and every index stands in one. Sequences and batches are shuffled by the
   * seed.
   *
   * @param lengths of each sequence
   * @throws IllegalArgumentException if {@code batchSize} is less than 1
   */
  public List<List<Integer>> batches(int[] lengths, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + batchSize);
    }
    Random random = new Random(seed);
    List<List<Integer>> buckets = new ArrayList<>();
    for (int k = 0; k <= boundaries.size(); k++) {
      buckets.add(new ArrayList<>());
    }
    for (int i = 0; i < lengths.length; i++) {
      buckets.get(bucketOf(lengths[i])).add(i);
    }
    List<List<Integer>> batches = new ArrayList<>();
    for (List<Integer> bucket : buckets) {
      Collections.shuffle(bucket, random);
      for (int from = 0; from < bucket.size(); from += batchSize) {
        int to = Math.min(bucket.size(), from + batchSize);
        batches.add(List.copyOf(bucket.subList(from, to)));
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
