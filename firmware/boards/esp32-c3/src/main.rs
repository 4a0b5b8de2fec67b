//! An ESP32-C3 that reports how warm its processor is, and whose LED is switched from afar.

#![no_std]
#![no_main]

use embassy_executor::Spawner;
use embassy_net::{Config, StackResources};
use embassy_time::{Duration, Timer};
use esp_hal::gpio::{Level, Output, OutputConfig};
use esp_hal::rng::Rng;
use esp_hal::timer::timg::TimerGroup;
use esp_hal::tsens::TemperatureSensor;
use esp_radio::wifi::sta::StationConfig;
use esp_radio::wifi::{AuthenticationMethodConfig, Interface, WifiController};
use panic_halt as _;
use sensor::{Lamp, Memory, Thermometer};
use static_cell::StaticCell;

esp_bootloader_esp_idf::esp_app_desc!();

#[embassy_executor::task]
async fn keep_network(mut network: embassy_net::Runner<'static, Interface>) {
    network.run().await;
}

/// Joins the wireless network, and joins it again when it is lost.
#[embassy_executor::task]
async fn keep_joined(mut radio: WifiController<'static>) {
    loop {
        if radio.connect_async().await.is_ok() {
            // However it was lost: it is.
            let _ = radio.wait_for_disconnect_async().await;
        }
        Timer::after(Duration::from_secs(1)).await;
    }
}

#[esp_rtos::main]
async fn main(spawner: Spawner) {
    static RESOURCES: StaticCell<StackResources<4>> = StaticCell::new();
    static MEMORY: StaticCell<[Memory; 2]> = StaticCell::new();
    let board = esp_hal::init(esp_hal::Config::default());
    // The radio's; picoredis allocates nothing.
    esp_alloc::heap_allocator!(size: 72 * 1024);
    esp_rtos::start(TimerGroup::new(board.TIMG0).timer0, board.FROM_CPU_INTR0);

    let (name, password) = sensor::wireless!();
    let name = name.try_into().expect("a name of at most 32 characters");
    let password = password.try_into().expect("a password of at most 64 characters");
    let station = StationConfig::default()
        .with_ssid(name)
        .with_authentication(AuthenticationMethodConfig::Wpa2Personal(password));
    let mut radio = WifiController::new(board.WIFI, Default::default()).expect("a radio");
    radio.set_config(&esp_radio::wifi::Config::Station(station)).expect("a network");
    spawner.spawn(keep_joined(radio).expect("the only one"));

    let chance = Rng::new();
    let seed = u64::from(chance.random()) << 32 | u64::from(chance.random());
    let resources = RESOURCES.init(StackResources::new());
    let (stack, network) = embassy_net::new(Interface::station(), Config::dhcpv4(Default::default()), resources, seed);
    spawner.spawn(keep_network(network).expect("the only one"));
    stack.wait_config_up().await;

    let processor = Processor(TemperatureSensor::new(board.TSENS, Default::default()).expect("a sensor"));
    let led = Output::new(board.GPIO8, Level::Low, OutputConfig::default());
    let memory = MEMORY.init([const { Memory::new() }; 2]);
    sensor::run(stack, memory, sensor::settings!("esp32-c3"), processor, Led(led)).await;
}

/// The temperature of the processor.
struct Processor(TemperatureSensor<'static>);

impl Thermometer for Processor {
    async fn celsius(&mut self) -> f32 {
        self.0.get_temperature().to_celsius()
    }
}

/// An LED at pin 8: see README.md.
struct Led(Output<'static>);

impl Lamp for Led {
    async fn set(&mut self, on: bool) {
        self.0.set_level(Level::from(on));
    }
}
