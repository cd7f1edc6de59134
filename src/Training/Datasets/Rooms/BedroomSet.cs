using System.Numerics;
using Mantissa.Training.Datasets.Procedural;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Rooms;

/// <summary>The pieces of furniture, each built from a few solids. Lengths are in metres.</summary>
internal static class BedroomSet
{
    private static readonly Vector3 Linen = new(0.86f, 0.85f, 0.82f);

    public static Vector3 WoodColour(ref RandomSequence draw) =>
        Palette.FromHsv(draw.Uniform(0.05f, 0.095f), draw.Uniform(0.3f, 0.65f), draw.Uniform(0.22f, 0.72f));

    public static Vector3 ClothColour(ref RandomSequence draw) =>
        Palette.FromHsv(draw.Uniform(0, 1), draw.Uniform(0.15f, 0.7f), draw.Uniform(0.25f, 0.8f));

    /// <summary>A bed with its head at the back wall, and a table with a lamp on one side or both.</summary>
    public static void AddBed(Room room, float centreX, ref RandomSequence draw)
    {
        var half = draw.Uniform(0.68f, 0.92f);
        var (back, front) = (room.Size.Z - 0.04f, room.Size.Z - draw.Uniform(2, 2.15f));
        var (low, top) = (draw.Uniform(0.2f, 0.32f), draw.Uniform(0.48f, 0.6f));
        var wood = WoodColour(ref draw);
        var frame = draw.Chance(0.6f) ? new Material(wood, wood * 0.7f, Pattern.Wood, 2) : new Material(ClothColour(ref draw) * 0.8f);
        var blanket = Blanket(ref draw);
        var turned = front + draw.Uniform(1.15f, 1.45f);
        var pillowHalf = half * 0.42f;
        var pillow = new Material(draw.Chance(0.5f) ? Linen : Vector3.Lerp(ClothColour(ref draw), Linen, 0.4f));
        var head = draw.Uniform(0.85f, 1.35f);
        room.Furniture.AddGroup(
            Box(new(centreX - half, 0.08f, front), new(centreX + half, low, back), frame),
            Box(new(centreX - half - 0.03f, 0.05f, back - 0.08f), new(centreX + half + 0.03f, head, back + 0.03f), frame),
            Box(new(centreX - half + 0.02f, low, front + 0.02f), new(centreX + half - 0.02f, top, back - 0.08f), new(Linen)),
            Box(new(centreX - half - 0.02f, low - 0.06f, front - 0.03f), new(centreX + half + 0.02f, top + 0.045f, turned), blanket),
            Box(new(centreX - half - 0.03f, low + 0.1f, turned - 0.05f), new(centreX + half + 0.03f, top + 0.06f, turned + 0.16f), new(Linen)),
            Pillow(centreX - (half * 0.48f), pillow),
            Pillow(centreX + (half * 0.48f), pillow));

        var first = draw.Chance(0.5f) ? -1 : 1;
        AddBedside(room, centreX + (first * (half + 0.32f)), ref draw);
        if (draw.Chance(0.55f))
            AddBedside(room, centreX - (first * (half + 0.32f)), ref draw);

        Solid Pillow(float x, Material material) =>
            new(SolidKind.Ellipsoid, new(x - pillowHalf, top - 0.02f, back - 0.52f), new(x + pillowHalf, top + 0.24f, back - 0.07f), material);
    }

    private static Material Blanket(ref RandomSequence draw)
    {
        var colour = ClothColour(ref draw);
        var second = draw.Chance(0.5f) ? Linen : colour * 0.6f;
        return draw.Integer(5) switch
        {
            0 => new(colour, second, Pattern.Stripes, draw.Uniform(3, 6)),
            1 => new(colour, second, Pattern.Plaid, draw.Uniform(3, 5)),
            2 => new(colour, second, Pattern.Dots, draw.Uniform(4, 7)),
            _ => new(colour, colour * 0.8f, Pattern.Fabric, 1.5f),
        };
    }

    /// <summary>A bedside table with a lamp, unless a wall is in the way.</summary>
    private static void AddBedside(Room room, float x, ref RandomSequence draw)
    {
        var (half, height) = (draw.Uniform(0.2f, 0.26f), draw.Uniform(0.45f, 0.58f));
        var wood = WoodColour(ref draw);
        var shade = Palette.FromHsv(draw.Uniform(0.08f, 0.14f), draw.Uniform(0.1f, 0.35f), 0.9f);
        var isOn = draw.Chance(room.Time switch { TimeOfDay.Day => 0.12f, TimeOfDay.Dusk => 0.75f, _ => 0.97f });
        if (Math.Abs(x) + half > room.Size.X / 2)
            return;
        var z = room.Size.Z - half - 0.04f;
        room.Furniture.AddGroup(
            Box(new(x - half, 0.06f, z - half), new(x + half, height, z + half), new(wood, wood * 0.7f, Pattern.Wood, 3)),
            Box(new(x - half + 0.04f, height * 0.55f, z - half - 0.012f), new(x + half - 0.04f, height - 0.06f, z), new(wood * 0.8f)),
            Cone(new(x, height, z), 0.3f, 0.07f, 0.03f, new(ClothColour(ref draw))),
            Cone(new(x, height + 0.26f, z), 0.24f, 0.17f, 0.11f, new(shade, Glow: isOn ? 1.7f : 0.001f)));
        if (isOn)
            room.Lamps.Add((new(x, height + 0.4f, z - 0.16f), new Vector3(0.95f, 0.62f, 0.3f) * draw.Uniform(0.45f, 0.8f)));
    }

    public static void AddCurtains(Room room, ref RandomSequence draw)
    {
        var window = room.Window;
        var cloth = Vector3.Lerp(ClothColour(ref draw), Linen, draw.Uniform(0.1f, 0.7f));
        // Folds: narrow stripes, lighter and darker.
        var material = new Material(cloth, cloth * 0.8f, Pattern.Stripes, draw.Uniform(9, 14));
        var bottom = draw.Chance(0.6f) ? 0.06f : window.Low.Y - 0.15f;
        var width = draw.Uniform(0.2f, 0.34f);
        var top = window.High.Y + 0.12f;
        AddPanel(window.Low.X - width + 0.08f, window.Low.X + 0.08f);
        AddPanel(window.High.X - 0.08f, window.High.X + width - 0.08f);

        void AddPanel(float from, float to)
        {
            var a = room.OnWall(window.Wall, new(from, bottom));
            var b = room.OnWall(window.Wall, new(to, top)) + (Room.WallNormal(window.Wall) * 0.07f);
            room.Furniture.AddGroup(Box(Vector3.Min(a, b), Vector3.Max(a, b), material));
        }
    }

    /// <summary>A wardrobe, a chest or a plant along the side walls, and a lamp that hangs from the ceiling.</summary>
    public static void AddCorners(Room room, ref RandomSequence draw)
    {
        foreach (var side in (float[])[-1, 1])
        {
            var hasWindow = room.Window.Wall == (side < 0 ? Side.Left : Side.Right);
            var wall = side * room.Size.X / 2;
            var kind = draw.Integer(5);
            if (kind == 0 && !hasWindow)
                AddCupboard(room, wall, side, draw.Uniform(1.9f, 2.15f), 0.55f, draw.Uniform(1.9f, 2.2f), ref draw);
            else if (kind == 1)
                AddCupboard(room, wall, side, draw.Uniform(0.7f, 0.85f), 0.42f, draw.Uniform(1.5f, 2.1f), ref draw);
            else if (kind is 2 or 3)
                AddPlant(room, new(wall - (side * 0.3f), 0, draw.Uniform(1.4f, 2.3f)), ref draw);
        }

        if (!draw.Chance(0.35f))
            return;
        var isOn = draw.Chance(room.Time == TimeOfDay.Day ? 0.05f : 0.5f);
        var centre = new Vector3(draw.Uniform(-0.3f, 0.3f), room.Size.Y - draw.Uniform(0.35f, 0.5f), room.Size.Z * draw.Uniform(0.55f, 0.65f));
        var radius = draw.Uniform(0.13f, 0.2f);
        room.Furniture.AddGroup(
            Cone(centre, room.Size.Y - centre.Y, 0.012f, 0.012f, new(new Vector3(0.1f))),
            new Solid(SolidKind.Ellipsoid, centre - new Vector3(radius), centre + new Vector3(radius), new(new(0.9f, 0.85f, 0.75f), Glow: isOn ? 1.5f : 0.001f)));
        if (isOn)
            room.Lamps.Add((centre - new Vector3(0, radius + 0.05f, 0), new Vector3(1, 0.75f, 0.48f) * draw.Uniform(0.6f, 1)));
    }

    private static void AddCupboard(Room room, float wall, float side, float height, float depth, float z, ref RandomSequence draw)
    {
        var colour = draw.Chance(0.6f) ? WoodColour(ref draw) : Palette.FromHsv(draw.Uniform(0, 1), draw.Uniform(0, 0.25f), draw.Uniform(0.5f, 0.85f));
        var length = draw.Uniform(0.8f, 1.2f);
        var (a, b) = (new Vector3(wall, 0.02f, z), new Vector3(wall - (side * depth), height, z + length));
        room.Furniture.AddGroup(Box(Vector3.Min(a, b), Vector3.Max(a, b), new(colour, colour, Pattern.Doors, 2 / length)));
    }

    private static void AddPlant(Room room, Vector3 place, ref RandomSequence draw)
    {
        var leaf = Palette.FromHsv(draw.Uniform(0.24f, 0.38f), draw.Uniform(0.4f, 0.7f), draw.Uniform(0.2f, 0.5f));
        var pot = Palette.FromHsv(draw.Uniform(0.02f, 0.1f), draw.Uniform(0.05f, 0.6f), draw.Uniform(0.35f, 0.85f));
        var height = draw.Uniform(0.6f, 1.1f);
        var material = new Material(leaf, leaf * 0.45f, Pattern.Fabric, 4);
        room.Furniture.AddGroup(
            Cone(place, 0.32f, 0.12f, 0.17f, new(pot)),
            Ball(place + new Vector3(0, 0.3f + (height * 0.4f), 0), 0.24f, height * 0.45f),
            Ball(place + new Vector3(0.1f, 0.25f + (height * 0.6f), -0.08f), 0.18f, height * 0.3f),
            Ball(place + new Vector3(-0.12f, 0.3f + (height * 0.55f), 0.05f), 0.17f, height * 0.33f));

        Solid Ball(Vector3 centre, float radius, float half)
        {
            var extent = new Vector3(radius, half, radius);
            return new(SolidKind.Ellipsoid, centre - extent, centre + extent, material);
        }
    }

    private static Solid Box(Vector3 low, Vector3 high, Material material) => new(SolidKind.Box, low, high, material);

    private static Solid Cone(Vector3 foot, float height, float below, float above, Material material)
    {
        var radius = Math.Max(below, above);
        return new(SolidKind.Cone, foot - new Vector3(radius, 0, radius), foot + new Vector3(radius, height, radius), material, below, above);
    }
}
