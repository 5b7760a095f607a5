package rawi.apps.caption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.caption.features.ImageInputs;
import rawi.nn.training.Batch;

class CaptionBatchesTest {
  private static final int IMAGES = 90;
  private static final int EACH = 5; // captions of an image
  private static final int BATCH = 16;
  private static final int START = 1;
  private static final int END = 2;
  private static final int FIRST_WORD = 3;

  /** Image {@code i} is the number i. */
  private static final ImageInputs NUMBERS =
      new ImageInputs() {
        @Override
        public INDArray of(int... images) {
          return Nd4j.createFromArray(images).castTo(DataType.FLOAT).reshape(images.length, 1, 1);
        }

        @Override
        public int size() {
          return IMAGES;
        }
      };

  /** Caption {@code i} begins with the word FIRST_WORD + i; lengths go from 1 to 9. */
  private static CaptionBatches of(CaptionBatches.Order order) {
    List<int[]> captions = new ArrayList<>();
    for (int i = 0; i < IMAGES * EACH; i++) {
      int[] ids = new int[1 + i * 7 % 9];
      Arrays.fill(ids, FIRST_WORD + i);
      captions.add(ids);
    }
    int[] images = IntStream.range(0, IMAGES * EACH).map(i -> i / EACH).toArray();
    return new CaptionBatches(captions, images, NUMBERS, START, END, BATCH, order);
  }

  private static CaptionBatches.Order drawn(boolean together, long seed) {
    return new CaptionBatches.Order(together, Optional.of(seed), 0, 3);
  }

  /** The captions of each batch, and of each the image that it is joined with. */
  private static List<Map<Integer, Integer>> told(CaptionBatches batches, int epoch) {
    List<Map<Integer, Integer>> all = new ArrayList<>();
    for (Batch batch : batches.epoch(epoch)) {
      INDArray before = batch.inputs().get(0).values();
      INDArray next = batch.inputs().get(1).values();
      INDArray group = batch.inputs().get(2).values();
      INDArray images = batch.inputs().get(3).values();
      Map<Integer, Integer> told = new TreeMap<>();
      for (int r = 0; r < before.size(0); r++) {
        assertThat(before.getInt(r, 0)).isEqualTo(START);
        told.put(next.getInt(r, 0) - FIRST_WORD, (int) images.getFloat(group.getInt(r), 0, 0));
      }
      all.add(told);
    }
    return all;
  }

  @Test
  void eachCaptionComesOnceWithItsOwnImage() {
    for (boolean together : new boolean[] {false, true}) {
      for (CaptionBatches.Order order :
          List.of(CaptionBatches.Order.sorted(together), drawn(together, 4))) {
        TreeMap<Integer, Integer> all = new TreeMap<>();
        told(of(order), 1).forEach(all::putAll);
        assertThat(all).hasSize(IMAGES * EACH);
        all.forEach((caption, image) -> assertThat(image).isEqualTo(caption / EACH));
      }
    }
  }

  @Test
  void allBatchesAreFullButTheLast() {
    for (boolean together : new boolean[] {false, true}) {
      List<Integer> sizes =
          told(of(drawn(together, 4)), 1).stream().map(Map::size).sorted().toList();
      assertThat(sizes).hasSize((IMAGES * EACH + BATCH - 1) / BATCH);
      assertThat(sizes.subList(1, sizes.size())).containsOnly(BATCH);
    }
  }

  @Test
  void togetherABatchHasFewImages() {
    int most = (BATCH - 2) / EACH + 2; // one begun in the batch before, one that goes on
    assertThat(told(of(drawn(true, 4)), 2))
        .allSatisfy(
            batch ->
                assertThat(batch.values().stream().distinct().count()).isBetween(1L, (long) most));
    assertThat(told(of(drawn(false, 4)), 2))
        .anySatisfy(
            batch -> assertThat(batch.values().stream().distinct().count()).isGreaterThan(most));
  }

  @Test
  void theOrderIsThatOfTheSeedAndTheEpoch() {
    for (boolean together : new boolean[] {false, true}) {
      CaptionBatches batches = of(drawn(together, 4));
      assertThat(told(of(drawn(together, 4)), 1)).isEqualTo(told(batches, 1));
      assertThat(told(batches, 2)).isNotEqualTo(told(batches, 1));
      assertThat(told(of(drawn(together, 5)), 1)).isNotEqualTo(told(batches, 1));
    }
  }

  @Test
  void apartABatchHasCaptionsOfLikeLength() {
    for (Batch batch : of(CaptionBatches.Order.sorted(false)).epoch(1)) {
      INDArray real = batch.inputs().get(0).mask().orElseThrow();
      INDArray lengths = real.sum(1);
      assertThat(lengths.maxNumber().intValue() - lengths.minNumber().intValue())
          .isLessThanOrEqualTo(1);
    }
  }
}
