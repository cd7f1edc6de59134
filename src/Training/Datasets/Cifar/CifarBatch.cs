using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>A CIFAR batch: records of labels and 3,072 pixel bytes, red, green and blue planes one after another, without a header.</summary>
internal static class CifarBatch
{
    /// <param name="name">Of the file, for messages.</param>
    /// <param name="bytes">All of the file.</param>
    /// <param name="variant">Which set it belongs to.</param>
    /// <param name="records">How many it must have; <see langword="null"/> for any number.</param>
    /// <exception cref="DatasetFileException">It has another length, or a label that is no class.</exception>
    public static PackedImages Read(string name, byte[] bytes, CifarVariant variant, int? records)
    {
        var (count, rest) = Math.DivRem(bytes.Length, variant.RecordBytes);
        if (rest != 0 || count == 0)
        {
            throw new DatasetFileException(
                $"'{name}' has {bytes.Length:N0} bytes, which is no whole number of records of {variant.RecordBytes:N0} bytes: it ends {rest:N0} bytes into record {count + 1:N0}. "
                + "It is cut off or damaged; copy or download it again.");
        }

        if (records is { } published && count != published)
        {
            throw new DatasetFileException(
                $"'{name}' has {count:N0} records of {variant.RecordBytes:N0} bytes; the published file has {published:N0}. It is cut off or another file; copy or download it again.");
        }

        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = (i * variant.RecordBytes) + variant.Label;
            labels[i] = bytes[at];
            if (labels[i] >= variant.Classes)
            {
                throw new DatasetFileException(
                    $"'{name}' has the label {labels[i]} at byte {at:N0}, which is no class: labels are 0 to {variant.Classes - 1}. It is damaged or of another set.");
            }
        }

        return new(3, CifarVariant.Side, CifarVariant.Side, bytes, labels, variant.LabelBytes);
    }
}
