using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// TorchSharp's file format of a tensor: element type, number of dimensions and sizes as 7-bit encoded integers, then the
/// elements in row-major order, little-endian.
/// </summary>
public static partial class TensorExtensionMethods
{
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        using var scope = torch.NewDisposeScope();
        var saved = tensor.detach().cpu().contiguous();
        writer.Write7BitEncodedInt64((long)saved.dtype);
        writer.Write7BitEncodedInt64(saved.dim());
        foreach (var size in saved.shape) writer.Write7BitEncodedInt64(size);
        writer.Flush();
        saved.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a tensor; <paramref name="skip"/> only moves past it and returns null.</summary>
    /// <exception cref="InvalidDataException">The data do not start with a tensor's description.</exception>
    public static torch.Tensor Load(this BinaryReader reader, bool skip = false)
    {
        var (dtype, shape) = ReadDescription(reader);
        if (skip)
        {
            Skip(reader, shape.TotalSize() * dtype.ElementSize());
            return null!;
        }

        var tensor = torch.empty(shape, dtype);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }

    /// <summary>Reads a tensor's values into one of the same type and shape.</summary>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader, skip);
        if (loaded is null) return;
        if (loaded.dtype != tensor.dtype || !loaded.shape.SequenceEqual(tensor.shape))
            throw new ArgumentException(
                $"The data are {loaded.dtype} [{Shape.Text(loaded.shape)}] and the tensor is {tensor.dtype} [{Shape.Text(tensor.shape)}].");
        using var untracked = torch.no_grad();
        tensor.copy_(loaded);
    }

    private static (torch.ScalarType Type, long[] Shape) ReadDescription(BinaryReader reader)
    {
        var type = reader.Read7BitEncodedInt64();
        var dimensions = reader.Read7BitEncodedInt64();
        if (type is < 0 or > 15 || !Enum.IsDefined((torch.ScalarType)type) || dimensions is < 0 or > 64)
            throw new InvalidDataException("The data do not start with the description of a tensor.");
        var shape = new long[dimensions];
        for (var d = 0; d < shape.Length; d++)
        {
            shape[d] = reader.Read7BitEncodedInt64();
            if (shape[d] < 0) throw new InvalidDataException("A dimension of the saved tensor is negative.");
        }

        return ((torch.ScalarType)type, shape);
    }

    private static void Skip(BinaryReader reader, long count)
    {
        var buffer = new byte[Math.Min(count, 1 << 16)];
        while (count > 0)
        {
            var read = reader.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0) throw new EndOfStreamException();
            count -= read;
        }
    }
}
