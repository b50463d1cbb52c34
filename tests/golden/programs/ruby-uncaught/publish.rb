# Publishes a catalog; the feed it reads is broken.
class FeedError < StandardError; end

def parse_feed(text)
  Integer(text)
rescue ArgumentError
  raise FeedError, "feed is not a number: #{text.inspect}"
end

def publish(feeds)
  feeds.each { |feed| puts "published #{parse_feed(feed)} items, errors: 0" }
end

$stdout.sync = true
warn 'publish.rb: warning: publish is deprecated'
publish(%w[12 7 12x])
