-- What a map of streets shows, from OpenStreetMap's tags: roads by rank, water, green, buildings,
-- and house numbers. Run by tilemaker.
node_keys = { "addr:housenumber" }
way_keys = { "highway", "building", "natural", "landuse", "leisure", "waterway", "railway" }

local RANKS = {
  motorway = 1, motorway_link = 1, trunk = 1, trunk_link = 1,
  primary = 2, primary_link = 2, secondary = 3, secondary_link = 3,
  tertiary = 4, tertiary_link = 4, unclassified = 5, residential = 5, living_street = 5, road = 5,
  pedestrian = 6, service = 6, track = 7, footway = 7, path = 7, cycleway = 7, steps = 7,
}
local FROM_ZOOM = { 8, 9, 10, 12, 13, 13, 14 }
local GREEN = { park = true, garden = true, pitch = true, playground = true, forest = true,
  grass = true, meadow = true, cemetery = true, recreation_ground = true, village_green = true,
  wood = true, scrub = true, nature_reserve = true }

function node_function()
  Layer("houses", false)
  Attribute("number", Find("addr:housenumber"))
end

local function road(rank)
  local name = Find("name")
  Layer("roads", false)
  AttributeNumeric("rank", rank)
  MinZoom(FROM_ZOOM[rank])
  if name ~= "" then Attribute("name", name) end
end

function way_function()
  local highway, natural, waterway = Find("highway"), Find("natural"), Find("waterway")
  local closed = IsClosed()
  if RANKS[highway] then
    road(RANKS[highway])
  elseif Find("building") ~= "" and closed then
    Layer("buildings", true)
    local number = Find("addr:housenumber")
    if number ~= "" then
      LayerAsCentroid("houses")
      Attribute("number", number)
    end
  elseif (natural == "water" or natural == "bay" or Find("landuse") == "reservoir" or waterway == "riverbank") and closed then
    Layer("water", true)
  elseif waterway == "river" or waterway == "stream" or waterway == "canal" then
    Layer("water", false)
    MinZoom(waterway == "river" and 9 or 13)
  elseif closed and (GREEN[natural] or GREEN[Find("landuse")] or GREEN[Find("leisure")]) then
    Layer("green", true)
  elseif Find("railway") == "rail" or Find("railway") == "tram" then
    Layer("roads", false)
    AttributeNumeric("rank", 8)
    MinZoom(11)
  end
end
