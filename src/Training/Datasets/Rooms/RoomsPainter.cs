using System.Numerics;
using Mantissa.Training.Datasets.Procedural;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>
/// One ray per corner of a pixel; a pixel whose corners see different surfaces gets four more rays inside. Then exposure, a little noise.
/// </summary>
internal sealed class RoomsPainter : IImagePainter
{
    private readonly int _size;
    private readonly Room _room = new();
    private readonly RoomTracer _tracer;
    private readonly (Vector3 Light, int Surface)[] _corners;
    private readonly float[] _noise;

    public RoomsPainter(int size)
    {
        _size = size;
        _tracer = new RoomTracer(_room);
        _corners = new (Vector3, int)[(size + 1) * (size + 1)];
        _noise = new float[3 * size * size];
    }

    public void Paint(CounterRandom random, int label, Span<byte> image)
    {
        var draw = new RandomSequence(random);
        RoomFurnisher.Furnish(_room, (TimeOfDay)label, ref draw);
        _tracer.Prepare();
        var exposure = draw.Uniform(0.85f, 1.2f) * (label == (int)TimeOfDay.Day ? 1.7f : 1.9f);
        // Far behind the numbers that the furnishing has used.
        random.FillNormal(_noise, 0, 0.008f, position: 1 << 20);

        var width = _size + 1;
        for (var y = 0; y < width; y++)
        {
            for (var x = 0; x < width; x++)
                _corners[(y * width) + x] = Trace(x, y, (x & 1) | ((y & 1) << 1));
        }

        var plane = _size * _size;
        for (var i = 0; i < plane; i++)
        {
            var light = Expose(Pixel(i % _size, i / _size) * exposure);
            image[i] = ToByte(light.X + _noise[i]);
            image[plane + i] = ToByte(light.Y + _noise[plane + i]);
            image[(2 * plane) + i] = ToByte(light.Z + _noise[(2 * plane) + i]);
        }
    }

    private Vector3 Pixel(int x, int y)
    {
        var width = _size + 1;
        var (a, b) = (_corners[(y * width) + x], _corners[(y * width) + x + 1]);
        var (c, d) = (_corners[((y + 1) * width) + x], _corners[((y + 1) * width) + x + 1]);
        if (a.Surface == b.Surface && b.Surface == c.Surface && c.Surface == d.Surface)
            return (a.Light + b.Light + c.Light + d.Light) * 0.25f;
        var sum = Vector3.Zero;
        for (var part = 0; part < 4; part++)
            sum += Vector3.Min(Trace(x + 0.25f + (0.5f * (part & 1)), y + 0.25f + (0.25f * (part & 2)), part).Light, new Vector3(2.5f));
        return sum * 0.25f;
    }

    private (Vector3 Light, int Surface) Trace(float x, float y, int part)
    {
        var (_, forward, right, up) = _room.Camera;
        return _tracer.Trace(forward + (right * ((2 * x / _size) - 1)) + (up * (1 - (2 * y / _size))), part);
    }

    /// <summary>Bright light is compressed instead of cut off; the square root stands for a screen's gamma.</summary>
    private static Vector3 Expose(Vector3 light) => Vector3.SquareRoot(light * (Vector3.One + (light * 0.2f)) / (Vector3.One + light));

    private static byte ToByte(float value) => (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
}
